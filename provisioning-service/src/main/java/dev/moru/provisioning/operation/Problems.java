package dev.moru.provisioning.operation;

import dev.moru.contracts.operation.OperationFailure;
import dev.moru.provisioning.site.HypervisorFailure;
import org.jspecify.annotations.Nullable;

/** Why operations fail, with the stable types of the API's catalogue. */
public final class Problems {

    private static final String BASE = "https://moru.dev/problems/";

    private Problems() {}

    public static OperationFailure of(HypervisorFailure failure, @Nullable String step) {
        return new OperationFailure(
                BASE + failure.problem(),
                failure.title(),
                failure.detail(),
                step,
                failure.kind() != HypervisorFailure.Kind.PERMANENT,
                failure.hint());
    }

    public static OperationFailure timedOut(String detail, @Nullable String step) {
        return new OperationFailure(
                BASE + "deadline-exceeded",
                "The deadline has passed",
                detail,
                step,
                true,
                "retry with a later deadline");
    }

    public static OperationFailure serverGone() {
        return lasting("server-gone", "The server is gone", "it was deleted, or its creation left nothing", null);
    }

    public static OperationFailure serverNotFound() {
        return lasting("server-not-found", "There is no such server", "its owner has never heard of it", null);
    }

    public static OperationFailure serverExists() {
        return lasting(
                "server-exists", "The server exists", "a creation goes on only where one has failed before", null);
    }

    public static OperationFailure participantAbsent(String step) {
        return lasting(
                "participant-absent", "Nobody here can do that", "no service of this installation does " + step, null);
    }

    public static OperationFailure deadLetter(String reason) {
        return lasting("command-unreadable", "The command could not be handled", reason, "look at the dead letters");
    }

    public static OperationFailure childrenFailed(String detail) {
        return lasting("bulk-failed", "Not all children succeeded", detail, "look at the children");
    }

    public static OperationFailure unexpected(String detail, @Nullable String step) {
        return new OperationFailure(
                BASE + "internal-error", "Something unexpected happened", detail, step, true, "look at the logs");
    }

    private static OperationFailure lasting(String problem, String title, String detail, @Nullable String hint) {
        return new OperationFailure(BASE + problem, title, detail, null, false, hint);
    }
}
