package dev.moru.gateway.accept;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.Head;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was decided about a submission. */
public sealed interface Ruling {

    /** It can't be; nothing is stored, and nothing is remembered. */
    record Refused(Problem problem) implements Ruling {}

    /** The same request was accepted before. */
    record Known(Operation operation) implements Ruling {}

    /**
     * It is to be stored.
     *
     * @param head the server as it is wanted from now on; absent when the target is no server
     * @param change what to do with the head
     */
    record Accepted(NewOperation operation, @Nullable Head head, HeadChange change) implements Ruling {

        /** The spec as completed, for the answer. */
        public @Nullable ServerSpec spec() {
            return head == null ? null : head.spec();
        }
    }

    /** Another request of the same group is about the same server: this one is ruled on in the next group. */
    record Deferred() implements Ruling {}

    /** What an accepted request does to the head of its server. */
    enum HeadChange {
        NONE,
        INSERT,
        UPDATE
    }

    static Refused refused(ProblemType type, String detail) {
        return new Refused(Problem.of(type, detail));
    }

    static Refused refused(ProblemType type, String pointer, String detail) {
        return new Refused(Problem.at(type, pointer, detail));
    }

    /** Goes on with what a draft has become, unless it can't be fulfilled. */
    static Ruling of(Completion completion, Function<Completion.Complete, Ruling> accept) {
        return completion instanceof Completion.Incomplete incomplete
                ? new Refused(incomplete.problem())
                : accept.apply((Completion.Complete) completion);
    }
}
