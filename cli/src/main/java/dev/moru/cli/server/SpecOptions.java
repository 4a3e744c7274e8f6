package dev.moru.cli.server;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.resource.BodyOptions;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What a new server shall be; everything that is left out is filled in by the gateway. */
final class SpecOptions {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the server's name, unless the file gives it")
    private @Nullable String name;

    @Mixin
    private BodyOptions body = new BodyOptions();

    @Mixin
    private SizeOptions size = new SizeOptions();

    @Option(names = "--image", paramLabel = "IMAGE", description = "what it is cloned from (see 'moru image list')")
    private @Nullable String image;

    @Option(names = "--preset", paramLabel = "PRESET", description = "a named size (see 'moru preset list')")
    private @Nullable String preset;

    @Option(names = "--site", paramLabel = "SITE", description = "the cluster (default: the only one)")
    private @Nullable String site;

    @Option(
            names = "--network",
            paramLabel = "NETWORK[,ipv4=ADDRESS][,ipv6=ADDRESS]",
            description = "a network card; ADDRESS: auto, dhcp, none or a literal; repeat for more")
    private List<String> networks = List.of();

    @Option(names = "--node", paramLabel = "NODE", description = "place it on this node")
    private @Nullable String node;

    @Option(names = "--spread", paramLabel = "GROUP", description = "keep the servers of this group apart")
    private @Nullable String spread;

    @Option(names = "--user", paramLabel = "NAME", description = "the login user inside the server")
    private @Nullable String user;

    @Option(names = "--ssh-key", paramLabel = "KEY", description = "a public key, or @FILE with keys; repeat for more")
    private List<String> sshKeys = List.of();

    @Option(names = "--readiness", paramLabel = "PROBE", description = "ssh, tcp:PORT, agent or running")
    private @Nullable String readiness;

    @Mixin
    private RoleOptions roleOptions = new RoleOptions();

    @Option(names = "--on-configure-failure", paramLabel = "WHAT", description = "rollback or keep (default: keep)")
    private @Nullable String onConfigureFailure;

    @Option(names = "--on-failure", paramLabel = "WHAT", description = "rollback or keep")
    private @Nullable String onFailure;

    @Option(names = "--deadline", paramLabel = "TIME", description = "give up after this time: 10m, 1h")
    private @Nullable Duration deadline;

    ObjectNode body(Session session) {
        var spec = body.start(session);
        Given.put(spec, "name", name);
        Given.put(spec, "image", image);
        Given.put(spec, "preset", preset);
        Given.put(spec, "site", site);
        Given.put(spec, "readiness", readiness);
        Given.put(spec, "onFailure", onFailure);
        Given.put(spec, "onConfigureFailure", onConfigureFailure);
        roleOptions.addTo(spec);
        Given.put(spec, "deadline", deadline == null ? null : deadline.toString());
        size.addTo(spec);
        placement(spec);
        login(spec, session);
        if (!networks.isEmpty()) {
            var cards = spec.putArray("networks");
            networks.forEach(network -> cards.add(Assignments.object("network", network)));
        }
        if (body.finish(spec).path("name").asString("").isEmpty()) {
            throw Failure.usage("the server needs a name");
        }
        return spec;
    }

    private void placement(ObjectNode spec) {
        if (node != null) {
            spec.withObject("/placement").put("node", node);
        }
        if (spread != null) {
            spec.withObject("/placement").put("spread", spread);
        }
    }

    private void login(ObjectNode spec, Session session) {
        if (user != null) {
            spec.withObject("/login").put("user", user);
        }
        if (!sshKeys.isEmpty()) {
            var keys = spec.withObject("/login").putArray("sshKeys");
            sshKeys.forEach(key -> lines(key, session).forEach(keys::add));
        }
    }

    private static List<String> lines(String key, Session session) {
        return key.startsWith("@")
                ? session.read(key.substring(1))
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList()
                : List.of(key);
    }
}
