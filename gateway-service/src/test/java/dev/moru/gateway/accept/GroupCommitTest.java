package dev.moru.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class GroupCommitTest {

    private static final String DEFERRED = "deferred";

    private final List<List<String>> groups = new ArrayList<>();
    private final Deque<Sinks.One<List<String>>> commits = new ArrayDeque<>();
    private final GroupCommit<String, String> commit = new GroupCommit<>(
            4, 10, this::begin, DEFERRED::equals, failure -> failure instanceof IllegalStateException);

    private Mono<List<String>> begin(List<String> group) {
        groups.add(group);
        commits.add(Sinks.one());
        return commits.getLast().asMono();
    }

    private void end(String... results) {
        commits.poll().tryEmitValue(List.of(results));
    }

    @Test
    void commitsTogetherWhatArrivesWhileACommitIsInFlight() {
        var first = commit.submit("a").toFuture();
        var second = commit.submit("b").toFuture();
        var third = commit.submit("c").toFuture();

        end("A");
        end("B", "C");

        assertThat(groups).containsExactly(List.of("a"), List.of("b", "c"));
        assertThat(first).isCompletedWithValue("A");
        assertThat(second).isCompletedWithValue("B");
        assertThat(third).isCompletedWithValue("C");
    }

    @Test
    void bringsADeferredSubmissionWithTheNextGroupBeforeNewOnes() {
        commit.submit("a").subscribe();
        var deferred = commit.submit("b").toFuture();
        end("A");
        commit.submit("c").subscribe();

        end(DEFERRED);
        end("B", "C");

        assertThat(groups).containsExactly(List.of("a"), List.of("b"), List.of("b", "c"));
        assertThat(deferred).isCompletedWithValue("B");
    }

    @Test
    void redoesAFailedGroupOneByOne() {
        commit.submit("a").subscribe();
        var good = commit.submit("b").toFuture();
        var bad = commit.submit("c").toFuture();
        end("A");

        commits.poll().tryEmitError(new IllegalArgumentException("one of them"));
        end("B");
        for (int tries = 0; tries < 3; tries++) {
            commits.poll().tryEmitError(new IllegalArgumentException("it was this one"));
        }

        assertThat(groups.subList(2, 4)).containsExactly(List.of("b"), List.of("c"));
        assertThat(good).isCompletedWithValue("B");
        assertThat(bad).isCompletedExceptionally();
    }

    @Test
    void doesNotRedoWhatFailsBecauseTheStoreIsAway() {
        var one = commit.submit("a").toFuture();

        commits.poll().tryEmitError(new IllegalStateException("away"));

        assertThat(groups).hasSize(1);
        assertThat(one).isCompletedExceptionally();
        assertThat(commit.waiting()).isZero();
    }

    @Test
    void goesOnBehindASubmissionThatCanNotEvenBeLookedAt() {
        var unreadable = new GroupCommit<String, String>(
                4,
                10,
                group -> {
                    if (group.contains("unreadable")) {
                        throw new IllegalArgumentException("not even a question can be made of it");
                    }
                    return Mono.just(group);
                },
                DEFERRED::equals,
                failure -> failure instanceof IllegalStateException);

        var bad = unreadable.submit("unreadable").toFuture();
        var good = unreadable.submit("a").toFuture();

        assertThat(bad).isCompletedExceptionally();
        assertThat(good).isCompletedWithValue("a");
        assertThat(unreadable.waiting()).isZero();
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() {
        for (var submission : List.of("a", "b", "c", "d")) {
            commit.submit(submission).subscribe();
        }

        StepVerifier.create(commit.submit("e"))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refusal -> assertThat(refusal.problem().type().status())
                                        .isEqualTo(429)))
                .verify();
        end("A");
        assertThat(commit.waiting()).isEqualTo(3);
    }
}
