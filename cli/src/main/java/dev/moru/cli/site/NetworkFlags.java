package dev.moru.cli.site;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.resource.BodyFlags;
import dev.moru.cli.resource.Given;
import dev.moru.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What servers are plugged into, and the addresses that Moru may give them there. */
final class NetworkFlags implements BodyFlags {

    @Option(names = "--bridge", paramLabel = "BRIDGE", description = "a bridge or an SDN vnet, as vmbr0")
    private @Nullable String bridge;

    @Option(names = "--vlan", paramLabel = "TAG", description = "VLAN tag")
    private @Nullable Integer vlanTag;

    @Option(names = "--mtu", paramLabel = "BYTES")
    private @Nullable Integer mtu;

    @Option(names = "--cidr", paramLabel = "CIDR", description = "the IPv4 network, as 10.10.0.0/24")
    private @Nullable String cidr;

    @Option(
            names = "--range",
            paramLabel = "FROM-TO",
            description = "IPv4 addresses that may be given; repeat for more")
    private List<String> ranges = List.of();

    @Option(names = "--gateway", paramLabel = "ADDRESS", description = "the IPv4 gateway")
    private @Nullable String gateway;

    @Option(names = "--dns", paramLabel = "ADDRESS", description = "a name server; repeat for more")
    private List<String> dns = List.of();

    @Option(
            names = "--jump-host",
            paramLabel = "USER@HOST[:PORT]",
            description = "the way to servers that are not routed")
    private @Nullable String jumpHost;

    @Override
    public void addTo(ObjectNode body, Session session) {
        Given.put(body, "bridge", bridge);
        Given.put(body, "vlanTag", vlanTag);
        Given.put(body, "mtu", mtu);
        Given.put(body, "jumpHost", jumpHost);
        if (cidr != null) {
            addPool(body.putObject("ipv4").put("cidr", cidr));
        } else if (!ranges.isEmpty() || gateway != null || !dns.isEmpty()) {
            throw Failure.usage("--range, --gateway and --dns go with --cidr");
        }
    }

    private void addPool(ObjectNode pool) {
        var array = pool.putArray("ranges");
        for (var range : ranges) {
            var ends = range.split("-");
            if (ends.length != 2) {
                throw Failure.usage("--range needs FROM-TO, as 10.10.0.10-10.10.0.99");
            }
            array.addObject().put("from", ends[0]).put("to", ends[1]);
        }
        Given.put(pool, "gateway", gateway);
        var servers = pool.putArray("dns");
        dns.forEach(servers::add);
    }
}
