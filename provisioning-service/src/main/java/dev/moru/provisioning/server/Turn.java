package dev.moru.provisioning.server;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.site.ConfigurationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A turn of an operation on a server.
 *
 * @param number counts the turns of the server, from 1; results name it
 * @param released whether its bulk operation, if it has one, lets it run
 * @param noticeAt when those who wait should be told that it still waits; null: they were, or need not be
 * @param stop why its effect was asked to stop, if it was
 * @param failure why what it made is being removed, if that is so
 * @param checkpoint how far its effect was when it failed or stopped, or a guest of it that stood before it began
 * @param logged how many lines its log has
 * @param parts of participants that are still to come
 * @param with the part that a participant has and has not answered
 */
public record Turn(
        long number,
        TurnStage stage,
        TurnRequest request,
        List<ConfigurationRef> requires,
        Operation operation,
        boolean released,
        @Nullable Instant noticeAt,
        @Nullable StopReason stop,
        @Nullable OperationFailure failure,
        @Nullable Checkpoint checkpoint,
        long logged,
        List<Part> parts,
        @Nullable Part with) {

    /** How long an effect may take to stop, or a roll-back to end, after the deadline. */
    static final Duration GRACE = Duration.ofSeconds(20);

    /** A turn that starts sooner than this needs no word about its waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    public Turn {
        requires = requires == null ? List.of() : List.copyOf(requires);
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    static Turn waiting(long number, ServerMessage.TurnRequested asked, List<Part> parts, Instant now) {
        return new Turn(
                number,
                TurnStage.WAITING,
                asked.request(),
                asked.requires(),
                asked.operation(),
                asked.released(),
                now.plus(PATIENCE),
                null,
                null,
                null,
                0,
                parts,
                null);
    }

    /** Whether something was begun for it. */
    boolean startedWork() {
        return operation.startedAt() != null;
    }

    UUID operationId() {
        return operation.id();
    }

    /** When time alone moves the turn next. */
    Instant dueAt() {
        var due = stage.isBeforeWork() || stage.isStoppable()
                ? operation.deadlineAt()
                : operation.deadlineAt().plus(GRACE);
        if (stage == TurnStage.ABANDONED) {
            return Instant.MAX;
        }
        return noticeAt != null && noticeAt.isBefore(due) ? noticeAt : due;
    }

    /** Whether the hypervisor is at work for it, or may be. */
    boolean hasWork() {
        return with == null && !stage.isBeforeWork();
    }

    Turn at(TurnStage next) {
        return copy(next, operation, released, noticeAt, stop, failure, checkpoint, logged);
    }

    Turn with(Operation document) {
        return copy(stage, document, released, noticeAt, stop, failure, checkpoint, logged);
    }

    Turn letGo() {
        return copy(stage, operation, true, noticeAt, stop, failure, checkpoint, logged);
    }

    Turn noticeAt(@Nullable Instant time) {
        return copy(stage, operation, released, time, stop, failure, checkpoint, logged);
    }

    Turn stoppedFor(StopReason reason) {
        return copy(stage, operation, released, noticeAt, reason, failure, checkpoint, logged);
    }

    Turn failing(@Nullable OperationFailure why, @Nullable Checkpoint howFar) {
        return copy(stage, operation, released, noticeAt, stop, why, howFar, logged);
    }

    Turn reached(@Nullable Checkpoint howFar) {
        return copy(stage, operation, released, noticeAt, stop, failure, howFar, logged);
    }

    Turn logged(long lines) {
        return copy(stage, operation, released, noticeAt, stop, failure, checkpoint, lines);
    }

    /** The next part is its participant's. */
    Turn handedOver() {
        return parting(parts.get(0), parts.subList(1, parts.size()));
    }

    /** The participant has answered. */
    Turn givenBack() {
        return parting(null, parts);
    }

    /** Where the backup lies that its effect works with. */
    Turn located(BackupArchive archive) {
        return asking(request.located(archive), parts, with);
    }

    private Turn parting(@Nullable Part current, List<Part> toCome) {
        return asking(request, toCome, current);
    }

    private Turn asking(TurnRequest what, List<Part> toCome, @Nullable Part current) {
        return new Turn(
                number,
                stage,
                what,
                requires,
                operation,
                released,
                noticeAt,
                stop,
                failure,
                checkpoint,
                logged,
                toCome,
                current);
    }

    private Turn copy(
            TurnStage at,
            Operation document,
            boolean letGo,
            @Nullable Instant notice,
            @Nullable StopReason why,
            @Nullable OperationFailure failed,
            @Nullable Checkpoint howFar,
            long lines) {
        return new Turn(
                number, at, request, requires, document, letGo, notice, why, failed, howFar, lines, parts, with);
    }
}
