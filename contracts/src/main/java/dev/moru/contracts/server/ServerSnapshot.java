package dev.moru.contracts.server;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as its owner knows it; each report replaces the older ones.
 *
 * @param origin {@code created}, {@code adopted}, or {@code scratch} for the machine that a backup is tried on, of which no event
 *     tells
 * @param driver the driver that it was made with, and keeps
 * @param revision counts the owner's changes of the server, from 1
 */
public record ServerSnapshot(
        UUID id,
        String name,
        String project,
        String kind,
        String origin,
        String driver,
        ServerSpec spec,
        ServerStatus status,
        boolean simulated,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
