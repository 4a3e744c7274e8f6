package dev.moru.provisioning.server.work;

import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ReservedAddress;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.server.SpecChanges;
import dev.moru.provisioning.server.TurnRequest;
import dev.moru.provisioning.server.UpdateGuest;
import dev.moru.provisioning.server.messaging.EffectOrder;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completes orders with what sites offer now, so that a driver gets everything that it needs. */
public final class Requests {

    private final UUID installation;
    private final Catalogue catalogue;
    private final @Nullable String managementKey;

    /** @param managementKey lets Moru in to new servers, as a line of {@code authorized_keys} */
    public Requests(UUID installation, Catalogue catalogue, @Nullable String managementKey) {
        this.installation = installation;
        this.catalogue = catalogue;
        this.managementKey = managementKey;
    }

    CreateGuest create(EffectOrder order, Site site) {
        var reservation = reservation(order);
        return new CreateGuest(
                guest(order, site),
                order.spec(),
                source(order, site, reservation),
                reservation.disks(),
                networks(order, site, reservation),
                keys(order.spec().login()),
                site.spec().pools().get(order.project()));
    }

    private GuestSource source(EffectOrder order, Site site, Reservation reservation) {
        var from = order.request().restoration();
        if (from.isPresent()) {
            return new GuestSource.Backup(from.get().located(), from.get().start());
        }
        var image = catalogue.images(site.id()).get(order.spec().image());
        if (image == null) {
            throw missing("image", order.spec().image());
        }
        return new GuestSource.Image(
                image.spec(), Objects.requireNonNull(reservation.template(), "a creation has a template"));
    }

    private List<String> keys(Login login) {
        return Stream.concat(login.sshKeys().stream(), Stream.ofNullable(managementKey))
                .distinct()
                .toList();
    }

    private List<ResolvedNetwork> networks(EffectOrder order, Site site, Reservation reservation) {
        var offered = catalogue.networks(site.id());
        var resolved = new ArrayList<ResolvedNetwork>();
        var attachments = order.spec().networks();
        for (int card = 0; card < attachments.size(); card++) {
            var attachment = attachments.get(card);
            var network = offered.get(attachment.network());
            if (network == null) {
                throw missing("network", attachment.network());
            }
            resolved.add(new ResolvedNetwork(
                    network.name(),
                    network.spec(),
                    address(reservation, card, false, attachment.ipv4()),
                    address(reservation, card, true, attachment.ipv6())));
        }
        return resolved;
    }

    private static @Nullable String address(Reservation reservation, int card, boolean ipv6, @Nullable String wanted) {
        return reservation.addresses().stream()
                .filter(each -> each.card() == card && each.isIpv6() == ipv6)
                .map(ReservedAddress::withPrefix)
                .findFirst()
                .orElse("dhcp".equals(wanted) ? wanted : null);
    }

    PowerGuest power(EffectOrder order, Site site, TurnRequest.Power power) {
        return new PowerGuest(guest(order, site), power.action(), power.force());
    }

    UpdateGuest update(EffectOrder order, Site site, TurnRequest.Update update) {
        var after = SpecChanges.apply(update.change(), order.spec());
        var guest = guest(order, site);
        return new UpdateGuest(guest, order.spec(), after, disks(after, guest), update.apply());
    }

    /** On the storages of the node where the guest is. */
    private List<ResolvedDisk> disks(ServerSpec spec, GuestRef guest) {
        var classes = catalogue.storageClasses(guest.site().id());
        return spec.disks().stream()
                .map(disk -> {
                    var storageClass = classes.get(disk.storageClass());
                    // An adopted server's disks name storages, not classes.
                    var storage = storageClass == null
                            ? disk.storageClass()
                            : storageClass
                                    .spec()
                                    .storages()
                                    .getOrDefault(
                                            guest.node(),
                                            storageClass.spec().storages().getOrDefault("*", disk.storageClass()));
                    return new ResolvedDisk(disk.name(), disk.sizeGiB(), storage);
                })
                .toList();
    }

    RestoreGuest restore(EffectOrder order, Site site, TurnRequest.Restore restore) {
        var guest = guest(order, site);
        return new RestoreGuest(
                guest,
                order.operation(),
                restore.spec(),
                restore.from().located(),
                ResolvedDisk.commonStorage(disks(restore.spec(), guest)).orElse(null),
                restore.from().start());
    }

    AdoptGuest adopt(EffectOrder order, Site site) {
        return new AdoptGuest(site, guest(order, site).mark());
    }

    DeleteGuest delete(EffectOrder order, Site site) {
        return new DeleteGuest(guest(order, site), !order.provisioned(), order.creation());
    }

    DeleteGuest undo(EffectOrder order, Site site) {
        return new DeleteGuest(guest(order, site), true, order.creation());
    }

    private GuestRef guest(EffectOrder order, Site site) {
        var reservation = reservation(order);
        var node = order.node() == null ? reservation.node() : order.node();
        return new GuestRef(
                site,
                node,
                new Mark(installation, order.server(), reservation.vmId(), reservation.operation()),
                order.spec().networks().stream().map(NetworkAttachment::network).toList());
    }

    private static Reservation reservation(EffectOrder order) {
        return Objects.requireNonNull(order.reservation(), "nothing acts on a guest before it has a VM id");
    }

    private static HypervisorFailure missing(String what, String name) {
        return HypervisorFailure.permanent(
                what + "-not-found", "The site does not offer it any more", what + " " + name, "add it again");
    }
}
