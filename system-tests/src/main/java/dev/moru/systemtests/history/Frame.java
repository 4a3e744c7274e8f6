package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.UUID;

/**
 * One server-sent event as a reader saw it.
 *
 * @param reader who resumes with its last cursor, at any replica of the gateway
 * @param position of the cursor within its epoch
 */
public record Frame(String reader, Instant at, long position, UUID event) {}
