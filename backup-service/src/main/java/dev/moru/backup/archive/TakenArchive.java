package dev.moru.backup.archive;

import dev.moru.contracts.backup.BackupArchive;
import java.time.Instant;

/**
 * An archive that stands.
 *
 * @param takenAt the moment that a restore brings back
 */
public record TakenArchive(BackupArchive archive, Instant takenAt) {}
