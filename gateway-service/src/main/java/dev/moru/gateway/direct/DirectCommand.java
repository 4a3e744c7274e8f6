package dev.moru.gateway.direct;

import dev.moru.contracts.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command for an owner, and what the audit trail says of it.
 *
 * @param action for example {@code alert.silence}
 * @param target what it is about; its id is the command's subject
 */
public record DirectCommand(String topic, Command body, String action, Target target) {

    /** @param project absent: the installation */
    public record Target(
            String kind,
            String id,
            @Nullable String name,
            @Nullable String project) {}
}
