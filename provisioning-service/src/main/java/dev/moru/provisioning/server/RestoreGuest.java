package dev.moru.provisioning.server;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.server.ServerSpec;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guest that is to be overwritten with a backup of it.
 *
 * @param operation that does it; it stands in the mark afterwards
 * @param spec what it is then
 * @param storage where its disks go; null: where they were when the backup was taken
 * @param start whether it is started then
 */
public record RestoreGuest(
        GuestRef guest,
        UUID operation,
        ServerSpec spec,
        BackupArchive archive,
        @Nullable String storage,
        boolean start) {}
