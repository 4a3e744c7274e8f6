package dev.moru.backup.turn;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What turns are answered. */
final class Verdict {

    private static final String PROBLEMS = "https://moru.dev/problems/";

    private Verdict() {}

    static TurnAnswered of(BackupTurn turn, TurnOutcome outcome, String reason, String message) {
        return answer(turn, outcome, reason, message, null, Map.of());
    }

    static TurnAnswered expired(BackupTurn turn) {
        return of(turn, TurnOutcome.EXPIRED, "Expired", "The time of the operation was over");
    }

    static TurnAnswered taken(BackupTurn turn, BackupArchive archive) {
        var result = Map.<String, Object>of(
                "backup", String.valueOf(turn.backup()), "volume", archive.volume(), "sizeBytes", archive.sizeBytes());
        return answer(turn, TurnOutcome.SUCCEEDED, "Taken", archive.volume(), null, result);
    }

    static TurnAnswered located(BackupTurn turn, BackupArchive archive) {
        return new TurnAnswered(
                turn.turn(),
                TurnOutcome.SUCCEEDED,
                "Located",
                archive.volume(),
                null,
                List.of(),
                Map.of("volume", archive.volume()),
                archive,
                turn.nextLine());
    }

    static TurnAnswered failed(BackupTurn turn, ArchiveFailure failure) {
        boolean lasting = failure.kind() == ArchiveFailure.Kind.LASTING;
        return failed(
                turn,
                new OperationFailure(
                        PROBLEMS + failure.problem(),
                        failure.title(),
                        failure.detail(),
                        turn.turn().step(),
                        !lasting,
                        failure.hint()));
    }

    static TurnAnswered refused(BackupTurn turn, String problem, String title, String detail) {
        return failed(
                turn,
                new OperationFailure(
                        PROBLEMS + problem, title, detail, turn.turn().step(), false, null));
    }

    private static TurnAnswered failed(BackupTurn turn, OperationFailure failure) {
        return answer(turn, TurnOutcome.FAILED, "Failed", failure.detail(), failure, Map.of());
    }

    private static TurnAnswered answer(
            BackupTurn turn,
            TurnOutcome outcome,
            String reason,
            String message,
            @Nullable OperationFailure failure,
            Map<String, Object> result) {
        return new TurnAnswered(turn.turn(), outcome, reason, message, failure, List.of(), result, turn.nextLine());
    }
}
