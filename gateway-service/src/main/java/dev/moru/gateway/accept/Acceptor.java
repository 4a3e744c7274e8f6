package dev.moru.gateway.accept;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** Takes requests in: the one way to an operation. */
public final class Acceptor {

    private static final Duration PAUSE_WHEN_BACKLOGGED = Duration.ofSeconds(5);

    private final AcceptStore store;
    private final GroupCommit<Submission, Ruling> groups;
    private final BooleanSupplier isBacklogged;

    /** @param isBacklogged whether too much of what was accepted has not left for Kafka */
    public Acceptor(AcceptStore store, AcceptProperties properties, BooleanSupplier isBacklogged) {
        this.store = store;
        this.isBacklogged = isBacklogged;
        this.groups = new GroupCommit<>(
                properties.mostWaiting(),
                properties.largestGroup(),
                store::accept,
                Ruling.Deferred.class::isInstance,
                store::isOutage);
    }

    /** A ruling that is stored already. */
    public Mono<Ruling> accept(Submission submission) {
        return Mono.defer(() -> isBacklogged.getAsBoolean() ? Mono.error(backlogged()) : groups.submit(submission));
    }

    public Mono<Ruling> preview(Submission submission) {
        return store.preview(submission);
    }

    /** How many requests wait to be accepted. */
    public int waiting() {
        return groups.waiting();
    }

    private static RuntimeException backlogged() {
        return Problem.of(ProblemType.OVERLOADED, "too much of what was accepted waits to be sent")
                .retryAfter(PAUSE_WHEN_BACKLOGGED)
                .asException();
    }
}
