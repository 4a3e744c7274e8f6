package dev.moru.durable.work;

import java.time.Duration;

/** How an item ends; what it carries is applied in the transaction that checks the fence. */
public sealed interface WorkOutcome {

    /** Runs in the closing transaction: state, messages and further work of the service. */
    Runnable inTransaction();

    /** The item is done, whether well or not. */
    record Done(Runnable inTransaction) implements WorkOutcome {}

    /** The item stays and is due again after a pause. */
    record Again(Duration pause, Runnable inTransaction) implements WorkOutcome {}

    static WorkOutcome done(Runnable inTransaction) {
        return new Done(inTransaction);
    }

    static WorkOutcome again(Duration pause, Runnable inTransaction) {
        return new Again(pause, inTransaction);
    }
}
