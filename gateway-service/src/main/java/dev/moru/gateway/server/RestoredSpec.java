package dev.moru.gateway.server;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.problem.Complaints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a server is once a backup has been brought to it, and the configuration that this needs; its image is not part of that,
 * and may be gone. One of these is for one decision.
 */
public final class RestoredSpec {

    private final Backup backup;
    private final @Nullable String storageClass;
    private final Catalog catalog;
    private final Complaints complaints = new Complaints();
    private final Map<UUID, ConfigurationRef> requires = new LinkedHashMap<>();

    /** @param storageClass of all disks; absent: where they were */
    public RestoredSpec(Backup backup, @Nullable String storageClass, Catalog catalog) {
        this.backup = backup;
        this.storageClass = storageClass;
        this.catalog = catalog;
    }

    /** What has to be in the catalog. */
    public static Set<Lookup> needs(Backup backup, @Nullable String storageClass) {
        var spec = backup.spec();
        var needs = new LinkedHashSet<Lookup>();
        needs.add(new Lookup(ResourceKind.PROJECT, backup.project()));
        needs.add(new Lookup(ResourceKind.SITE, backup.site()));
        spec.networks().forEach(card -> needs.add(new Lookup(ResourceKind.NETWORK, card.network())));
        disks(spec, storageClass)
                .forEach(disk -> needs.add(new Lookup(ResourceKind.STORAGE_CLASS, disk.storageClass())));
        if (spec.backupPolicy() != null) {
            needs.add(new Lookup(ResourceKind.BACKUP_POLICY, spec.backupPolicy()));
        }
        return needs;
    }

    /** Another server beside the one that was backed up: what can't be had twice, a literal address, is given anew. */
    public Completion asNew(String name) {
        var spec = backup.spec();
        var policy =
                Optional.ofNullable(spec.backupPolicy()).filter(this::isThere).orElse(null);
        return completed(restored(spec, name, freshNetworks(), policy), "/storageClass");
    }

    /** The server itself: its sizes and disks as they were, the rest as it is wanted now. */
    public Completion over(ServerSpec present) {
        return completed(
                restored(present, present.name(), present.networks(), present.backupPolicy()), "/storageClass");
    }

    /** The server as it was. */
    public Completion asItWas() {
        backup.spec().networks().forEach(card -> network(card.network()));
        return completed(backup.spec(), "");
    }

    private Completion completed(ServerSpec spec, String storagePointer) {
        need(ResourceName.site(backup.site()), "");
        for (var disk : spec.disks()) {
            need(new ResourceName(ResourceKind.STORAGE_CLASS, backup.site(), disk.storageClass()), storagePointer);
        }
        return complaints
                .problem()
                .<Completion>map(Completion.Incomplete::new)
                .orElseGet(() -> new Completion.Complete(spec, List.copyOf(requires.values())));
    }

    private boolean isThere(String policy) {
        return catalog.find(ResourceKind.BACKUP_POLICY, backup.project(), policy)
                .filter(found -> !found.deleting())
                .isPresent();
    }

    private List<NetworkAttachment> freshNetworks() {
        var addressing = new Addressing(complaints);
        var cards = new ArrayList<NetworkAttachment>();
        for (var card : backup.spec().networks()) {
            network(card.network())
                    .ifPresent(network -> cards.add(new NetworkAttachment(
                            card.network(),
                            addressing.ipv4("", Addressing.fresh(card.ipv4()), network),
                            addressing.ipv6("", Addressing.fresh(card.ipv6()), network))));
        }
        return cards;
    }

    private Optional<Resource> network(String name) {
        return need(new ResourceName(ResourceKind.NETWORK, backup.site(), name), "");
    }

    private Optional<Resource> need(ResourceName name, String pointer) {
        var found = catalog.find(name).filter(resource -> !resource.deleting());
        found.ifPresentOrElse(
                resource -> requires.put(resource.id(), resource.ref()),
                () -> complaints.unknown(pointer, "there is no " + name));
        return found;
    }

    private ServerSpec restored(
            ServerSpec base, String name, List<NetworkAttachment> networks, @Nullable String backupPolicy) {
        var then = backup.spec();
        return new ServerSpec(
                name,
                then.kind(),
                then.site(),
                then.image(),
                then.preset(),
                then.cores(),
                then.memoryMiB(),
                disks(then, storageClass),
                networks,
                base.placement(),
                base.login(),
                base.readiness(),
                base.tags(),
                base.description(),
                base.deletionProtected(),
                base.onFailure(),
                base.deadline(),
                base.roles(),
                base.roleVariables(),
                backupPolicy,
                base.onConfigureFailure());
    }

    private static List<DiskSpec> disks(ServerSpec spec, @Nullable String storageClass) {
        return spec.disks().stream()
                .map(disk -> new DiskSpec(
                        disk.name(), disk.sizeGiB(), Objects.requireNonNullElse(storageClass, disk.storageClass())))
                .toList();
    }
}
