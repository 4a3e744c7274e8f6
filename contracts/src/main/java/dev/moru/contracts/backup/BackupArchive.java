package dev.moru.contracts.backup;

import org.jspecify.annotations.Nullable;

/**
 * Where a backup lies.
 *
 * @param storage its id at the site
 * @param storageType as Proxmox calls it, for example {@code dir} or {@code pbs}
 * @param volume the volume's id at the site, for example {@code local:backup/vzdump-qemu-100-2026_01_01-00_00_00.vma.zst}
 * @param node the only one that sees it; null where all do
 */
public record BackupArchive(
        String storage,
        String storageType,
        String volume,
        @Nullable String node,
        long sizeBytes) {}
