package dev.moru.cli.site;

import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Where disks of a storage class go. */
final class StorageClassFlags implements BodyFlags {

    @Option(
            names = "--storage",
            paramLabel = "NODE=STORAGE",
            description = "the storage on a node, '*' for every other node; repeat for more")
    private Map<String, String> storages = Map.of();

    @Option(names = "--shared", negatable = true, description = "whether all nodes see the same disks")
    private @Nullable Boolean shared;

    @Option(names = "--snapshots", negatable = true, description = "whether it can take snapshots")
    private @Nullable Boolean snapshots;

    @Override
    public void addTo(ObjectNode body, Session session) {
        if (!storages.isEmpty()) {
            var object = body.putObject("storages");
            storages.forEach(object::put);
        }
        Given.put(body, "shared", shared);
        Given.put(body, "snapshots", snapshots);
    }
}
