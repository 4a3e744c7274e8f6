package dev.moru.contracts.turn;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A participant wants a turn for something that nobody asked the gateway for, for example a backup that is due. The operation
 * of the envelope is made by its owner when the turn takes its place in the queue; the answer is otherwise {@link TurnSkipped}.
 *
 * @param backup the id of the backup to take; null when none is
 * @param policy that asks; null when none does
 */
@MessageType(value = "dev.moru.turn.request.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record RequestTurn(
        TurnAction action, @Nullable UUID backup, @Nullable UUID policy) implements Command {}
