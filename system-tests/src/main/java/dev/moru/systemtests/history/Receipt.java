package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a sink took, from the sink's own ledger.
 *
 * @param at when the request came; events that came in one request have the same one
 * @param processed whether it took effect there, whatever was answered
 * @param status what was answered; 0 when the sink let the caller wait for nothing
 */
public record Receipt(
        String sink, Instant at, String webhookId, UUID event, String eventType, boolean processed, int status) {}
