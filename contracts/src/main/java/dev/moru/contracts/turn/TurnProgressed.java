package dev.moru.contracts.turn;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.StepRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A participant has come further with its turn; the owner tells it as progress of the operation.
 *
 * @param fraction of the step, 0 to 1
 * @param waitingFor what it waits for, if it does
 */
@MessageType(
        value = "dev.moru.turn.progressed.v1",
        topics = {Topics.CONFIG_EVENTS, Topics.MONITORING_EVENTS, Topics.BACKUP_EVENTS},
        isPublic = false)
public record TurnProgressed(
        HandedTurn turn,
        double fraction,
        String message,
        @Nullable String waitingFor,
        List<StepRef> refs) implements Event {

    public TurnProgressed {
        refs = refs == null ? List.of() : List.copyOf(refs);
    }
}
