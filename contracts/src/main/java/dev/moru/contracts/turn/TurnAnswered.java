package dev.moru.contracts.turn;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.OperationFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A participant gives a turn back: nothing of it goes on.
 *
 * @param reason one word for the condition of the server, for example {@code RolesApplied}
 * @param message for people
 * @param failure why it failed; null otherwise
 * @param result what the operation's result shows of it
 * @param archive where the backup lies that was asked for; null in other answers
 * @param nextLine the number of the next line in the operation's log
 */
@MessageType(
        value = "dev.moru.turn.answered.v1",
        topics = {Topics.CONFIG_EVENTS, Topics.MONITORING_EVENTS, Topics.BACKUP_EVENTS},
        isPublic = false)
public record TurnAnswered(
        HandedTurn turn,
        TurnOutcome outcome,
        String reason,
        String message,
        @Nullable OperationFailure failure,
        List<String> warnings,
        Map<String, Object> result,
        @Nullable BackupArchive archive,
        long nextLine)
        implements Event {

    public TurnAnswered {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        result = result == null ? Map.of() : Map.copyOf(result);
    }

    /** An answer to somebody who did not ask for an archive. */
    public TurnAnswered(
            HandedTurn turn,
            TurnOutcome outcome,
            String reason,
            String message,
            @Nullable OperationFailure failure,
            List<String> warnings,
            Map<String, Object> result,
            long nextLine) {
        this(turn, outcome, reason, message, failure, warnings, result, null, nextLine);
    }
}
