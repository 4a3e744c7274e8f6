package dev.moru.cli.site;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** The numbers behind a size's name. */
final class PresetFlags implements BodyFlags {

    @Option(names = "--cores", paramLabel = "N")
    private @Nullable Integer cores;

    @Option(names = "--memory-mib", paramLabel = "MIB")
    private @Nullable Integer memoryMiB;

    @Option(names = "--root-disk-gib", paramLabel = "GIB")
    private @Nullable Integer rootDiskGiB;

    @Option(names = "--description", paramLabel = "TEXT")
    private @Nullable String description;

    @Override
    public void addTo(ObjectNode body, Session session) {
        if (cores != null) {
            body.put("cores", cores);
        }
        if (memoryMiB != null) {
            body.put("memoryMiB", memoryMiB);
        }
        if (rootDiskGiB != null) {
            body.put("rootDiskGiB", rootDiskGiB);
        }
        if (description != null) {
            body.put("description", description);
        }
    }
}
