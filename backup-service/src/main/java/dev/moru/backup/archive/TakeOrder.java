package dev.moru.backup.archive;

import dev.moru.backup.site.BackupSite;
import dev.moru.contracts.site.StorageClassSpec;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is to be taken.
 *
 * @param node where the guest was seen last
 * @param mark names the guest and the archive
 * @param storageClass where it goes; null: where the most room is
 * @param expectedBytes how large it will be about; 0 where that can't be said
 */
public record TakeOrder(
        BackupSite site,
        String node,
        ArchiveMark mark,
        @Nullable StorageClassSpec storageClass,
        long expectedBytes) {}
