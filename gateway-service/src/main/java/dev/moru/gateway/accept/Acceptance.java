package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.server.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what is stored for an accepted submission. */
final class Acceptance {

    private final Submission submission;
    private final OperationKind kind;
    private final Instant at;
    private final Set<Participant> participants;
    private final @Nullable UUID retryOf;

    Acceptance(Submission submission, OperationKind kind, Estate estate, @Nullable UUID retryOf) {
        this.submission = submission;
        this.kind = kind;
        this.at = estate.now();
        this.participants = estate.participants();
        this.retryOf = retryOf;
    }

    static Acceptance of(Submission submission, OperationKind kind, Estate estate) {
        return new Acceptance(submission, kind, estate, null);
    }

    Ruling.Accepted newServer(Head head, Command command, Duration deadline) {
        return server(head, command, deadline, Ruling.HeadChange.INSERT);
    }

    Ruling.Accepted server(Head head, Command command) {
        return server(head, command, kind.deadline(), Ruling.HeadChange.UPDATE);
    }

    Ruling.Accepted server(Head head, Command command, Duration deadline, Ruling.HeadChange change) {
        var target = new OperationTarget("server", head.id(), head.name());
        return new Ruling.Accepted(
                operation(target, head.project(), head.site(), head.id(), command, deadline), head, change);
    }

    /** An operation that changes no server. */
    Ruling.Accepted other(
            OperationTarget target, @Nullable String project, String site, UUID subject, Command command) {
        return new Ruling.Accepted(
                operation(target, project, site, subject, command, kind.deadline()), null, Ruling.HeadChange.NONE);
    }

    private NewOperation operation(
            OperationTarget target,
            @Nullable String project,
            @Nullable String site,
            UUID subject,
            Command command,
            Duration deadline) {
        var document = new Operation(
                submission.operation(),
                kind.word(),
                project,
                site,
                target,
                submission.requester().actor(),
                OperationState.ACCEPTED,
                0,
                at,
                null,
                at,
                null,
                at.plus(deadline),
                FirstSteps.of(command, participants),
                null,
                null,
                List.of(),
                false,
                null,
                null,
                null,
                retryOf,
                null,
                ChildCounts.NONE);
        return new NewOperation(document, subject.toString(), command, submission.requester(), submission.key());
    }
}
