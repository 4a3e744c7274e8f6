package dev.moru.backup.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server and the policy that its spec names.
 *
 * @param since when it came under that policy
 * @param missed whether it was told that its newest backup is too old; null: under that policy nothing was told yet
 */
public record Protection(
        UUID server,
        String name,
        String project,
        String site,
        @Nullable String policy,
        Instant since,
        @Nullable Boolean missed) {}
