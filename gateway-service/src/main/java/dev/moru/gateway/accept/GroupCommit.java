package dev.moru.gateway.accept;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;

/**
 * Commits together what arrives while the previous commit is in flight: under load many requests share the cost of one
 * commit, and a single one waits for nobody. The queue is bounded; who finds it full is refused at once.
 *
 * @param <S> what is submitted
 * @param <R> what comes of it
 */
final class GroupCommit<S, R> {

    private static final Duration PAUSE_WHEN_FULL = Duration.ofSeconds(1);
    private static final int TRIES_ALONE = 3;

    private record Waiting<S, R>(S submission, MonoSink<R> answer) {}

    private final int mostWaiting;
    private final int largestGroup;
    private final Function<List<S>, Mono<List<R>>> commit;
    private final Predicate<R> isDeferred;
    private final Predicate<Throwable> isOutage;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean committing = new AtomicBoolean();
    private final Queue<Waiting<S, R>> arrivals = new ConcurrentLinkedQueue<>();
    // Only touched by whoever has set committing.
    private final Deque<Waiting<S, R>> deferred = new ArrayDeque<>();

    /**
     * @param commit decides and stores a group in one transaction; one result per submission, in their order
     * @param isDeferred whether a result means that the submission has to come again with the next group
     * @param isOutage whether a failure would befall each of the group alone as well
     */
    GroupCommit(
            int mostWaiting,
            int largestGroup,
            Function<List<S>, Mono<List<R>>> commit,
            Predicate<R> isDeferred,
            Predicate<Throwable> isOutage) {
        this.mostWaiting = mostWaiting;
        this.largestGroup = largestGroup;
        this.commit = commit;
        this.isDeferred = isDeferred;
        this.isOutage = isOutage;
    }

    /** How many submissions have not been answered. */
    int waiting() {
        return waiting.get();
    }

    Mono<R> submit(S submission) {
        return Mono.defer(() -> {
            if (waiting.incrementAndGet() > mostWaiting) {
                waiting.decrementAndGet();
                return Mono.error(full());
            }
            return Mono.create(answer -> {
                arrivals.add(new Waiting<>(submission, answer));
                commitNext();
            });
        });
    }

    private static RuntimeException full() {
        return Problem.of(ProblemType.OVERLOADED, "too many requests wait to be accepted")
                .retryAfter(PAUSE_WHEN_FULL)
                .asException();
    }

    private void commitNext() {
        while (committing.compareAndSet(false, true)) {
            var group = nextGroup();
            if (!group.isEmpty()) {
                commitTogether(group).subscribe(nothing -> {}, impossible -> release(), this::release);
                return;
            }
            committing.set(false);
            if (arrivals.isEmpty()) {
                return;
            }
        }
    }

    private void release() {
        committing.set(false);
        commitNext();
    }

    private List<Waiting<S, R>> nextGroup() {
        var group = new ArrayList<Waiting<S, R>>();
        while (group.size() < largestGroup) {
            var next = deferred.isEmpty() ? arrivals.poll() : deferred.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    /** Deferred, so that one who can't even begin fails like any other: whoever has set committing has to go on. */
    private Mono<Void> commitTogether(List<Waiting<S, R>> group) {
        var submissions = group.stream().map(Waiting::submission).toList();
        return Mono.defer(() -> commit.apply(submissions))
                .doOnNext(results -> answer(group, results))
                .then()
                .onErrorResume(failure -> redo(group, failure));
    }

    private Mono<Void> redo(List<Waiting<S, R>> group, Throwable failure) {
        if (isOutage.test(failure)) {
            group.forEach(one -> fail(one, failure));
            return Mono.empty();
        }
        return Flux.fromIterable(group).concatMap(this::commitAlone).then();
    }

    private Mono<Void> commitAlone(Waiting<S, R> one) {
        return Mono.defer(() -> commit.apply(List.of(one.submission())))
                .retryWhen(Retry.max(TRIES_ALONE - 1L)
                        .filter(isOutage.negate())
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .doOnNext(results -> answer(List.of(one), results))
                .then()
                .onErrorResume(failure -> {
                    fail(one, failure);
                    return Mono.empty();
                });
    }

    private void answer(List<Waiting<S, R>> group, List<R> results) {
        for (int i = 0; i < group.size(); i++) {
            if (isDeferred.test(results.get(i))) {
                deferred.add(group.get(i));
            } else {
                waiting.decrementAndGet();
                group.get(i).answer().success(results.get(i));
            }
        }
    }

    private void fail(Waiting<S, R> one, Throwable failure) {
        waiting.decrementAndGet();
        one.answer().error(failure);
    }
}
