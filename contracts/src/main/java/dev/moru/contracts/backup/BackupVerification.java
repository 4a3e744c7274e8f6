package dev.moru.contracts.backup;

import java.time.Instant;
import java.util.UUID;

/**
 * What came of restoring a backup to a machine that was looked at and destroyed again. A try that came to nothing for another
 * reason (a full storage, a site that is away, a cancel) is none.
 *
 * @param operation that has done it
 * @param message for people
 */
public record BackupVerification(boolean passed, Instant at, UUID operation, String message) {}
