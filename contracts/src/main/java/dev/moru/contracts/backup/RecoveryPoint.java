package dev.moru.contracts.backup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a server stands against its policy.
 *
 * @param newest when the newest backup was taken that it can be restored from; null when there is none
 * @param wanted the newest should not be older than this
 */
public record RecoveryPoint(
        UUID serverId,
        String server,
        UUID policy,
        String policyName,
        @Nullable Instant newest,
        Instant wanted) {}
