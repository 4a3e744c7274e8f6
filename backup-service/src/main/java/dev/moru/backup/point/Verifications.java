package dev.moru.backup.point;

import dev.moru.contracts.backup.BackupVerification;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the end of an operation that has tried a backup says of the backup. */
public final class Verifications {

    private static final String KIND = "backup.verify";
    private static final String LAST_LOOK = "look";
    private static final String PROBLEMS = "https://moru.dev/problems/";

    /** Failures that are the backup's. A storage without room, or a site that is away, is none of its faults. */
    private static final Set<String> ITS_FAULTS = Set.of(
            PROBLEMS + "archive-missing",
            PROBLEMS + "archive-foreign",
            PROBLEMS + "hypervisor-task-failed",
            PROBLEMS + "image-without-disk",
            PROBLEMS + "guest-does-not-run",
            PROBLEMS + "guest-not-ready");

    private Verifications() {}

    /** Empty where nothing can be said of it. */
    public static Optional<BackupVerification> in(Operation ended) {
        if (!ended.kind().equals(KIND)) {
            return Optional.empty();
        }
        if (ended.state() == OperationState.SUCCEEDED) {
            return Optional.of(verification(ended, true, messageOf(ended)));
        }
        return Optional.ofNullable(ended.error())
                .filter(error -> ITS_FAULTS.contains(error.type()))
                .map(error -> verification(ended, false, error.title() + ": " + error.detail()));
    }

    private static BackupVerification verification(Operation ended, boolean passed, String message) {
        var at = Objects.requireNonNullElse(ended.endedAt(), ended.updatedAt());
        return new BackupVerification(passed, at, ended.id(), message);
    }

    private static String messageOf(Operation ended) {
        return ended.steps().stream()
                .filter(step -> step.name().equals(LAST_LOOK))
                .map(Step::message)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("it has come up");
    }
}
