package dev.moru.cli.server;

import dev.moru.cli.resource.Given;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What can be said about a server at its creation and changed later. */
final class SizeOptions {

    @Option(names = "--cores", paramLabel = "N", description = "virtual processors")
    private @Nullable Integer cores;

    @Option(names = "--memory", paramLabel = "SIZE", description = "4G or 512M; a bare number is MiB")
    private @Nullable String memory;

    @Option(
            names = "--disk",
            paramLabel = "[NAME=]SIZE[,storageClass=CLASS]",
            description = "20G is the root disk, data=100G another one; repeat for more; disks only grow")
    private List<String> disks = List.of();

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "what it is configured as (see 'moru role list'); repeat for more")
    private List<String> roles = List.of();

    @Option(names = "--tag", paramLabel = "TAG", description = "repeat for more")
    private List<String> tags = List.of();

    @Option(names = "--description", paramLabel = "TEXT")
    private @Nullable String description;

    @Option(names = "--backup-policy", paramLabel = "POLICY", description = "back it up by this policy")
    private @Nullable String backupPolicy;

    @Option(names = "--protected", negatable = true, description = "whether deleting it is refused")
    private @Nullable Boolean deletionProtected;

    void addTo(ObjectNode spec) {
        Given.put(spec, "cores", cores);
        if (memory != null) {
            spec.put("memoryMiB", Assignments.mebibytes(memory));
        }
        Given.put(spec, "description", description);
        Given.put(spec, "backupPolicy", backupPolicy);
        Given.put(spec, "protected", deletionProtected);
        Given.put(spec, "roles", roles);
        Given.put(spec, "tags", tags);
        if (!disks.isEmpty()) {
            var array = spec.putArray("disks");
            disks.forEach(disk -> array.add(Assignments.disk(disk)));
        }
    }
}
