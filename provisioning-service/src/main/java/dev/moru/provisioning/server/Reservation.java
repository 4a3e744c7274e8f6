package dev.moru.provisioning.server;

import dev.moru.contracts.server.Address;
import dev.moru.contracts.site.ImageSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was drawn for a server and is its own until it is freed: the intent of its creation.
 *
 * @param operation the one that drew it; it stands in the mark
 * @param template null for an adopted server
 * @param reason why this node, for people
 */
public record Reservation(
        UUID operation,
        UUID siteId,
        String node,
        int vmId,
        @Nullable ImageSource template,
        List<ResolvedDisk> disks,
        List<ReservedAddress> addresses,
        String reason) {

    public Reservation {
        disks = List.copyOf(disks);
        addresses = List.copyOf(addresses);
    }

    List<Address> knownAddresses() {
        return addresses.stream()
                .map(each -> new Address(each.network(), each.address(), each.source()))
                .toList();
    }
}
