package dev.moru.cli.site;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Where an image's templates are, and what is inside. */
final class ImageFlags implements BodyFlags {

    @Option(
            names = "--source",
            paramLabel = "NODE:VMID:STORAGE",
            description = "a template; repeat for each node that has one on local storage")
    private List<String> sources = List.of();

    @Option(names = "--os", paramLabel = "FAMILY", description = "linux, windows or other")
    private @Nullable String osFamily;

    @Option(names = "--cloud-init", negatable = true, description = "whether it takes cloud-init data")
    private @Nullable Boolean cloudInit;

    @Option(names = "--agent", negatable = true, description = "whether the guest agent is inside")
    private @Nullable Boolean agent;

    @Option(names = "--login-user", paramLabel = "NAME", description = "the user that people log in as")
    private @Nullable String loginUser;

    @Option(names = "--readiness", paramLabel = "PROBE", description = "ssh, tcp:PORT, agent or running")
    private @Nullable String readiness;

    @Option(names = "--min-disk", paramLabel = "GIB", description = "the smallest root disk")
    private @Nullable Integer minDiskGiB;

    @Override
    public void addTo(ObjectNode body, Session session) {
        if (!sources.isEmpty()) {
            var array = body.putArray("sources");
            sources.forEach(source -> addSource(array.addObject(), source));
        }
        Given.put(body, "osFamily", osFamily);
        Given.put(body, "cloudInit", cloudInit);
        Given.put(body, "agent", agent);
        Given.put(body, "loginUser", loginUser);
        Given.put(body, "readiness", readiness);
        Given.put(body, "minDiskGiB", minDiskGiB);
    }

    private static void addSource(ObjectNode source, String text) {
        var parts = text.split(":");
        if (parts.length != 3 || !parts[1].matches("\\d{1,9}")) {
            throw Failure.usage("--source needs NODE:VMID:STORAGE, as pve1:9000:local-zfs, not '" + text + "'");
        }
        source.put("node", parts[0]).put("vmId", Integer.parseInt(parts[1])).put("storage", parts[2]);
    }
}
