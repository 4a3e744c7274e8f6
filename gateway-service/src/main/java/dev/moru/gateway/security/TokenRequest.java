package dev.moru.gateway.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that is wanted.
 *
 * @param scopes permissions; all of the caller's when left out
 * @param expiresAt in 90 days when left out, in a year at the latest
 */
record TokenRequest(
        @Nullable String name,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt) {}
