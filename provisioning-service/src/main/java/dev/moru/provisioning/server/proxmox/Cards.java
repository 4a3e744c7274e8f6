package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.proxmox.PropertyString;
import dev.moru.proxmox.QemuConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network cards of a new guest, and what cloud-init tells it about them. */
final class Cards {

    private static final String DHCP = "dhcp";

    private final List<ResolvedNetwork> networks;

    Cards(List<ResolvedNetwork> networks) {
        this.networks = networks;
    }

    /** The card at a place; one that the template has keeps its model, address and whatever else it says. */
    PropertyString card(int index, QemuConfig present) {
        var network = networks.get(index).network();
        var card = present.properties("net" + index).orElseGet(() -> PropertyString.parse("virtio"));
        card = with(card.with("bridge", network.bridge()), "tag", network.vlanTag());
        return with(card, "mtu", isVirtio(card) ? network.mtu() : null);
    }

    private static PropertyString with(PropertyString card, String key, @Nullable Object value) {
        return value == null ? card.without(key) : card.with(key, value);
    }

    private static boolean isVirtio(PropertyString card) {
        return card.get("virtio").isPresent()
                || card.bare().filter("virtio"::equals).isPresent()
                || card.get("model").filter("virtio"::equals).isPresent();
    }

    /** Cards of the template that the guest is not to have. */
    List<String> superfluous(QemuConfig present) {
        return present.networkCards().keySet().stream()
                .filter(place -> index(place) >= networks.size())
                .toList();
    }

    private static int index(String place) {
        return Integer.parseInt(place.replaceAll("\\D", ""));
    }

    /** Addresses of one card; empty when it has none. Only the first network with a gateway gives the default route. */
    Optional<PropertyString> ipConfig(int index) {
        var network = networks.get(index);
        var parts = new ArrayList<PropertyString.Property>();
        add(parts, "ip", network.ipv4());
        add(parts, "ip6", network.ipv6());
        gateway(network.ipv4(), network.network().ipv4())
                .filter(gateway -> firstWithGateway(false) == index)
                .ifPresent(gateway -> add(parts, "gw", gateway));
        gateway(network.ipv6(), network.network().ipv6())
                .filter(gateway -> firstWithGateway(true) == index)
                .ifPresent(gateway -> add(parts, "gw6", gateway));
        return parts.isEmpty() ? Optional.empty() : Optional.of(new PropertyString(parts));
    }

    private static void add(List<PropertyString.Property> parts, String key, @Nullable String value) {
        if (value != null) {
            parts.add(new PropertyString.Property(key, value));
        }
    }

    private int firstWithGateway(boolean ipv6) {
        for (int index = 0; index < networks.size(); index++) {
            var network = networks.get(index);
            var address = ipv6 ? network.ipv6() : network.ipv4();
            var pool = ipv6 ? network.network().ipv6() : network.network().ipv4();
            if (gateway(address, pool).isPresent()) {
                return index;
            }
        }
        return -1;
    }

    private static Optional<String> gateway(@Nullable String address, @Nullable AddressPool pool) {
        boolean fixed = address != null && !address.equals(DHCP);
        return fixed && pool != null ? Optional.ofNullable(pool.gateway()) : Optional.empty();
    }

    /** Name servers of all networks in their order, each once, as cloud-init takes them; empty for none. */
    Optional<String> nameServers() {
        var servers = networks.stream()
                .map(ResolvedNetwork::network)
                .flatMap(Cards::dns)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return servers.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", servers));
    }

    private static Stream<String> dns(NetworkSpec network) {
        return Stream.of(Optional.ofNullable(network.ipv4()), Optional.ofNullable(network.ipv6()))
                .flatMap(Optional::stream)
                .flatMap(pool -> pool.dns().stream());
    }
}
