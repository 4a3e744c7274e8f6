package dev.moru.gateway.server;

import dev.moru.contracts.backup.RecoveryPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a server stands against its policy.
 *
 * @param met whether its newest backup is as young as the policy wants
 * @param newest when it was taken; absent when there is none
 * @param wanted it should not be older than this
 */
public record ServerRecovery(
        boolean met, String policy, @Nullable Instant newest, Instant wanted) {

    public static ServerRecovery of(RecoveryPoint point, boolean met) {
        return new ServerRecovery(met, point.policyName(), point.newest(), point.wanted());
    }
}
