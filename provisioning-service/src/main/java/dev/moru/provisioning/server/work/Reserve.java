package dev.moru.provisioning.server.work;

import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.configuration.Named;
import dev.moru.provisioning.operation.Problems;
import dev.moru.provisioning.placement.AddressDraw;
import dev.moru.provisioning.placement.NodeChoice;
import dev.moru.provisioning.server.EffectNews;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ReservedAddress;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.server.messaging.EffectOrder;
import dev.moru.provisioning.server.persistence.ReservationTable;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Draws what a server needs of its own, all in the transaction that stores it as the intent of the creation. */
final class Reserve {

    private final ReservationTable table;
    private final EffectOrder order;
    private final Site site;

    Reserve(ReservationTable table, EffectOrder order, Site site) {
        this.table = table;
        this.order = order;
        this.site = site;
    }

    /** Draws a VM id and addresses for a node that was chosen. */
    ServerMessage forCreation(
            NodeChoice.Chosen choice, Map<String, Named<NetworkSpec>> networks, Set<Integer> takenVmIds) {
        return creating(choice, networks, () -> drawVmId(takenVmIds), false);
    }

    /** Takes the VM id of a guest that this very operation has made in a time that is gone, and goes on with it. */
    ServerMessage forGuest(ObservedGuest made, NodeChoice.Chosen choice, Map<String, Named<NetworkSpec>> networks) {
        var there = new NodeChoice.Chosen(
                made.node(), choice.template(), choice.disks(), "VM " + made.vmId() + " was made before the restore");
        return creating(there, networks, () -> claimVmId(made.vmId()), true);
    }

    private ServerMessage creating(
            NodeChoice.Chosen choice, Map<String, Named<NetworkSpec>> networks, IntSupplier vmId, boolean madeBefore) {
        try {
            var reservation = new Reservation(
                    order.operation(),
                    site.id(),
                    choice.node(),
                    vmId.getAsInt(),
                    choice.template(),
                    choice.disks(),
                    addresses(networks),
                    choice.reason());
            return reserved(reservation, madeBefore);
        } catch (HypervisorFailure failure) {
            table.free(order.server());
            return failed(failure);
        }
    }

    private int drawVmId(Set<Integer> taken) {
        var range = site.spec().vmIdRange();
        return table.drawVmId(site.id(), range, taken, order.server(), order.operation())
                .orElseThrow(() -> exhausted(
                        "vm-ids-exhausted", "VM ids %d to %d are all taken".formatted(range.from(), range.to())));
    }

    private int claimVmId(int vmId) {
        if (!table.claimVmId(site.id(), vmId, order.server(), order.operation())) {
            throw exhausted("vm-id-taken", "VM id " + vmId + " is another server's");
        }
        return vmId;
    }

    /** Takes the VM id of a guest that is to be taken over. */
    ServerMessage forAdoption(TurnRequest.Adopt adopt) {
        if (!table.claimVmId(site.id(), adopt.vmId(), order.server(), order.operation())) {
            return failed(HypervisorFailure.permanent(
                    "already-managed", "The VM is managed", "VM " + adopt.vmId() + " is a server already", null));
        }
        var reservation =
                new Reservation(order.operation(), site.id(), "", adopt.vmId(), null, List.of(), List.of(), "as it is");
        return reserved(reservation, false);
    }

    private ServerMessage reserved(Reservation reservation, boolean madeBefore) {
        return new ServerMessage.Reserved(
                order.turn(), reservation, site.spec().driver(), site.spec().simulated(), madeBefore);
    }

    private ServerMessage failed(HypervisorFailure failure) {
        return new ServerMessage.EffectFailed(order.turn(), Problems.of(failure, "reserve"), null, EffectNews.NONE);
    }

    private List<ReservedAddress> addresses(Map<String, Named<NetworkSpec>> networks) {
        var drawn = new ArrayList<ReservedAddress>();
        var attachments = order.spec().networks();
        for (int card = 0; card < attachments.size(); card++) {
            var attachment = attachments.get(card);
            var network = networks.get(attachment.network());
            if (network == null) {
                throw HypervisorFailure.permanent(
                        "network-not-found", "There is no such network", attachment.network(), null);
            }
            add(
                    drawn,
                    card,
                    attachment,
                    network,
                    attachment.ipv4(),
                    network.spec().ipv4());
            add(
                    drawn,
                    card,
                    attachment,
                    network,
                    attachment.ipv6(),
                    network.spec().ipv6());
        }
        return drawn;
    }

    private void add(
            List<ReservedAddress> drawn,
            int card,
            NetworkAttachment attachment,
            Named<NetworkSpec> network,
            @Nullable String wanted,
            @Nullable AddressPool pool) {
        if (wanted == null || wanted.equals("none") || wanted.equals("dhcp")) {
            return;
        }
        if (pool == null) {
            throw exhausted("addresses-exhausted", "network " + attachment.network() + " has no pool to draw from");
        }
        boolean automatic = wanted.equals("auto");
        var address = automatic ? draw(network, pool) : claim(network, pool, wanted);
        drawn.add(new ReservedAddress(
                card,
                network.id(),
                network.name(),
                address,
                AddressDraw.prefixLength(pool),
                automatic ? "assigned" : "literal"));
    }

    private String draw(Named<NetworkSpec> network, AddressPool pool) {
        return table.drawAddress(network.id(), pool, order.server())
                .orElseThrow(() ->
                        exhausted("addresses-exhausted", "network " + network.name() + " has no free address left"));
    }

    private String claim(Named<NetworkSpec> network, AddressPool pool, String wanted) {
        if (!AddressDraw.contains(pool, wanted)) {
            throw HypervisorFailure.permanent(
                    "address-outside", "The address is not of the network", wanted + " is not in " + pool.cidr(), null);
        }
        if (!table.claimAddress(network.id(), wanted, order.server())) {
            throw exhausted("address-taken", wanted + " is taken");
        }
        return wanted;
    }

    private static HypervisorFailure exhausted(String problem, String detail) {
        return HypervisorFailure.permanent(
                problem, "Nothing is left to draw", detail, "free some, or widen the range or the pool");
    }
}
