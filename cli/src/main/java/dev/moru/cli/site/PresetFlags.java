package dev.moru.cli.site;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
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
        Given.put(body, "cores", cores);
        Given.put(body, "memoryMiB", memoryMiB);
        Given.put(body, "rootDiskGiB", rootDiskGiB);
        Given.put(body, "description", description);
    }
}
