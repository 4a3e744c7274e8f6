package dev.moru.contracts.backup;

import java.time.Instant;
import java.util.UUID;

/**
 * What a policy makes of one backup.
 *
 * @param reason for people: the rule that keeps it, or why none does
 */
public record PruneDecision(UUID backup, Instant takenAt, boolean kept, String reason) {}
