package dev.moru.contracts.backup;

import java.time.Instant;
import java.util.UUID;

/**
 * What came of restoring a backup to a machine that was looked at and destroyed again.
 *
 * @param operation that has done it
 * @param message for people
 */
public record BackupVerification(boolean passed, Instant at, UUID operation, String message) {}
