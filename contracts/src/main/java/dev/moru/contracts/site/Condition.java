package dev.moru.contracts.site;

import java.time.Instant;

/**
 * One judged aspect of a resource.
 *
 * @param status {@code true}, {@code false} or {@code unknown}
 * @param reason one word in CamelCase
 */
public record Condition(String type, String status, String reason, String message, Instant since) {}
