package dev.moru.backup.archive.proxmox;

import dev.moru.backup.archive.TakeOrder;
import dev.moru.proxmox.StorageSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which storage of a node an archive goes to. */
final class StorageChoice {

    private final List<StorageSummary> storages;
    private final TakeOrder order;
    private final String node;

    StorageChoice(List<StorageSummary> storages, TakeOrder order, String node) {
        this.storages = storages;
        this.order = order;
        this.node = node;
    }

    StorageSummary choose() {
        var chosen = order.storageClass() == null ? roomiest() : named();
        if (!chosen.active()) {
            throw Failures.storageAway("storage %s on %s is not online".formatted(chosen.storage(), node));
        }
        if (chosen.availableBytes() < Math.max(1, expectedBytes(chosen))) {
            throw Failures.storageFull("storage %s on %s has %d MiB left, and the last backup took %d MiB"
                    .formatted(chosen.storage(), node, mib(chosen.availableBytes()), mib(order.expectedBytes())));
        }
        return chosen;
    }

    /** A Proxmox Backup Server keeps what two backups share only once: nobody knows what the next one takes there. */
    private long expectedBytes(StorageSummary storage) {
        return storage.type().equals("pbs") ? 0 : order.expectedBytes();
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }

    /** One that is not online is chosen, and so waited for, only where no other is. */
    private StorageSummary roomiest() {
        return storages.stream()
                .filter(StorageChoice::takesBackups)
                .max(Comparator.comparing(StorageSummary::active).thenComparingLong(StorageSummary::availableBytes))
                .orElseThrow(() -> Failures.lasting(
                        "no-backup-storage",
                        "No storage takes backups",
                        "no storage of node " + node + " is set to take backups",
                        "give a storage the content type backup"));
    }

    private StorageSummary named() {
        var storageClass = Objects.requireNonNull(order.storageClass());
        var name = Optional.ofNullable(storageClass.storages().get(node))
                .orElse(storageClass.storages().get("*"));
        return storages.stream()
                .filter(storage -> Objects.equals(storage.storage(), name))
                .filter(StorageChoice::takesBackups)
                .findFirst()
                .orElseThrow(() -> Failures.lasting(
                        "no-backup-storage",
                        "The storage takes no backups",
                        "storage %s of the storage class is not on node %s, or not set to take backups"
                                .formatted(name, node),
                        "give it the content type backup, or choose another storage class"));
    }

    private static boolean takesBackups(StorageSummary storage) {
        return storage.contents().contains("backup");
    }
}
