package dev.moru.contracts.operation;

import java.time.Instant;

/**
 * One line of an operation's log.
 *
 * @param n counts from 0 within the operation
 * @param stream {@code out}, {@code err} or {@code info}
 */
public record LogLine(long n, Instant at, String step, String stream, String text) {}
