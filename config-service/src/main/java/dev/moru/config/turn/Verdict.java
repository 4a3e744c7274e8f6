package dev.moru.config.turn;

import dev.moru.config.play.HostResult;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers that a turn can be given back with. */
final class Verdict {

    private static final String PROBLEMS = "https://moru.dev/problems/";

    private Verdict() {}

    static TurnAnswered simulated(Turn turn) {
        return answer(
                turn, TurnOutcome.SIMULATED, "Simulated", "The guests of this site have no operating system", null);
    }

    static TurnAnswered noRoles(Turn turn) {
        return answer(turn, TurnOutcome.SKIPPED, "NoRoles", "The server has no roles", null);
    }

    static TurnAnswered noAccess(Turn turn) {
        var message = "Moru does not log in to this server: no address is known, or its image has no SSH";
        return answer(turn, TurnOutcome.SKIPPED, "NoAccess", message, null);
    }

    static TurnAnswered stopped(Turn turn) {
        return answer(turn, TurnOutcome.STOPPED, "Stopped", "It was stopped, and nothing of it goes on", null);
    }

    /** It was to be stopped, and nobody knows whether it has. */
    static TurnAnswered unsettled(Turn turn) {
        return failed(
                turn,
                "NotKnownToBeOver",
                new OperationFailure(
                        PROBLEMS + "server-unreachable",
                        "It is not known whether the play is over",
                        "Ansible was stopped, but the server could not be asked whether a task that had begun there has ended",
                        turn.command().turn().step(),
                        true,
                        "See that it is on, and configure it again"));
    }

    /** Of a turn that never came here. */
    static TurnAnswered stopped(HandedTurn turn) {
        var message = "It had not begun";
        return new TurnAnswered(
                turn, TurnOutcome.STOPPED, "Stopped", message, null, List.of(), Map.of(), turn.firstLine());
    }

    static TurnAnswered unreadable(HandedTurn turn, String reason) {
        var failure = new OperationFailure(
                PROBLEMS + "dead-letter",
                "A message to config-service can't be read",
                reason,
                turn.step(),
                false,
                "./moru dlq list shows it");
        return new TurnAnswered(
                turn, TurnOutcome.FAILED, "Unreadable", reason, failure, List.of(), Map.of(), turn.firstLine());
    }

    /** It was answered before it came, or a later one has come. */
    static TurnAnswered closed(Turn turn) {
        return failed(
                turn,
                "Closed",
                new OperationFailure(
                        PROBLEMS + "dead-letter",
                        "The turn came after it was closed",
                        "It was answered before it came, and has not begun",
                        turn.command().turn().step(),
                        true,
                        "Configure the server again"));
    }

    static TurnAnswered expired(Turn turn) {
        return answer(turn, TurnOutcome.EXPIRED, "Expired", "The time of the operation was over", null);
    }

    static TurnAnswered refused(Turn turn, List<String> objections) {
        return failed(
                turn,
                "InvalidRoles",
                new OperationFailure(
                        PROBLEMS + "role-variables-invalid",
                        "The roles or their variables are not right",
                        String.join("; ", objections),
                        turn.command().turn().step(),
                        false,
                        "Change the server's roleVariables"));
    }

    static TurnAnswered secretMissing(Turn turn, String message) {
        return failed(
                turn,
                "SecretMissing",
                new OperationFailure(
                        PROBLEMS + "secret-missing",
                        "A secret of the server's roles can't be read",
                        message,
                        turn.command().turn().step(),
                        false,
                        "Set the variable again"));
    }

    static TurnAnswered broken(Turn turn, String message) {
        return failed(
                turn,
                "AnsibleFailed",
                new OperationFailure(
                        PROBLEMS + "ansible-failed",
                        "Ansible itself failed",
                        message,
                        turn.command().turn().step(),
                        true,
                        "The operation's log says more"));
    }

    static TurnAnswered of(Turn turn, HostResult result) {
        return switch (result.state()) {
            case CONFIGURED -> succeeded(turn, result);
            case UNREACHABLE -> failed(turn, "Unreachable", unreachable(turn, result));
            case FAILED, UNFINISHED -> failed(turn, "RoleFailed", roleFailed(turn, result));
        };
    }

    private static TurnAnswered succeeded(Turn turn, HostResult result) {
        var check = turn.command().check();
        var message =
                (check ? "%d tasks would change something" : "%d tasks changed something").formatted(result.changed());
        return new TurnAnswered(
                turn.command().turn(),
                TurnOutcome.SUCCEEDED,
                check ? "Checked" : "RolesApplied",
                message,
                null,
                List.of(),
                Map.of("changed", result.changed(), "check", check),
                turn.nextLine());
    }

    private static OperationFailure unreachable(Turn turn, HostResult result) {
        return new OperationFailure(
                PROBLEMS + "server-unreachable",
                "The server can't be logged in to",
                result.message(),
                turn.command().turn().step(),
                true,
                hintFor(turn, result));
    }

    /** Servers that were adopted, or made before there was a key, do not have it. */
    private static String hintFor(Turn turn, HostResult result) {
        return result.message().contains("Permission denied")
                ? "Add the installation's public key (management-key.pub) to ~%s/.ssh/authorized_keys on it"
                        .formatted(turn.command().access().user())
                : "See that it is on, and that its login user has Moru's key";
    }

    private static OperationFailure roleFailed(Turn turn, HostResult result) {
        return new OperationFailure(
                PROBLEMS + "role-failed",
                "A role could not be applied",
                result.message(),
                turn.command().turn().step(),
                true,
                "The operation's log says more");
    }

    private static TurnAnswered failed(Turn turn, String reason, OperationFailure failure) {
        return answer(turn, TurnOutcome.FAILED, reason, failure.detail(), failure);
    }

    private static TurnAnswered answer(
            Turn turn, TurnOutcome outcome, String reason, String message, @Nullable OperationFailure failure) {
        return new TurnAnswered(
                turn.command().turn(), outcome, reason, message, failure, List.of(), Map.of(), turn.nextLine());
    }
}
