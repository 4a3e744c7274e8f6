package dev.moru.gateway.request;

import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.accept.Acceptor;
import dev.moru.gateway.accept.Ruling;
import dev.moru.gateway.accept.Submission;
import dev.moru.gateway.database.DatabaseAway;
import dev.moru.gateway.operation.OperationWatch;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.IfMatch;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands a submission in and answers with its operation: at once, or when it has ended. */
@Component
public class Answers {

    private final Acceptor acceptor;
    private final OperationWatch watch;

    Answers(Acceptor acceptor, OperationWatch watch) {
        this.acceptor = acceptor;
        this.watch = watch;
    }

    /** The answer to a submission, on the terms of the request. */
    public Mono<ResponseEntity<AcceptedOperation>> answer(Submission submission, Terms terms) {
        return terms.validateOnly()
                ? acceptor.preview(submission).map(Answers::previewed)
                : acceptor.accept(submission).flatMap(ruling -> answer(ruling, terms));
    }

    private static ResponseEntity<AcceptedOperation> previewed(Ruling ruling) {
        var answer = answerOf(ruling);
        return ResponseEntity.ok().body(answer);
    }

    /** The answer to what was ruled. */
    public Mono<ResponseEntity<AcceptedOperation>> answer(Ruling ruling, Terms terms) {
        var answer = answerOf(ruling);
        var operation = answer.operation();
        var patience = terms.patience();
        if (patience == null) {
            return Mono.just(accepted(answer, ruling));
        }
        return awaited(operation, patience)
                .map(now -> now.state().isTerminal()
                        ? ended(now)
                        : accepted(new AcceptedOperation(now, answer.spec()), ruling));
    }

    /** It is accepted whatever becomes of the database now. */
    private Mono<Operation> awaited(Operation operation, Duration patience) {
        return operation.state().isTerminal()
                ? Mono.just(operation)
                : watch.awaited(operation.id(), patience)
                        .onErrorComplete(DatabaseAway::isReasonOf)
                        .defaultIfEmpty(operation);
    }

    private static ResponseEntity<AcceptedOperation> accepted(AcceptedOperation answer, Ruling ruling) {
        return ResponseEntity.accepted()
                .location(location(answer.operation().id()))
                .eTag(tag(ruling))
                .body(answer);
    }

    private static ResponseEntity<AcceptedOperation> ended(Operation operation) {
        return ResponseEntity.ok().location(location(operation.id())).body(new AcceptedOperation(operation, null));
    }

    private static AcceptedOperation answerOf(Ruling ruling) {
        if (ruling instanceof Ruling.Accepted accepted) {
            return new AcceptedOperation(accepted.operation().document(), accepted.spec());
        }
        if (ruling instanceof Ruling.Known known) {
            return new AcceptedOperation(known.operation(), null);
        }
        throw ruling instanceof Ruling.Refused refused
                ? refused.problem().asException()
                : Problem.of(ProblemType.OVERLOADED, "too many requests for the same server")
                        .asException();
    }

    private static @Nullable String tag(Ruling ruling) {
        Head head = ruling instanceof Ruling.Accepted accepted ? accepted.head() : null;
        return head == null ? null : IfMatch.tag(head.version());
    }

    private static URI location(UUID operation) {
        return URI.create("/api/v1/operations/" + operation);
    }
}
