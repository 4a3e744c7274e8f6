package dev.moru.durable.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/** How an item ends; what it carries is applied in the transaction that checks the fence. */
public sealed interface WorkOutcome {

    /** Runs in the closing transaction: state, messages and further work of the service. */
    Runnable inTransaction();

    /** The item is done, whether well or not. */
    record Done(Runnable inTransaction) implements WorkOutcome {}

    /** The item stays and is due again after a pause. */
    record Again(Duration pause, Runnable inTransaction) implements WorkOutcome {}

    /**
     * The item is done, and may be closed in one transaction with others.
     *
     * @param handler takes part in the closing transaction; what is for the very same handler is handed over together, and
     *     it has to lock its rows in the order in which it locks them everywhere
     * @param report what came of this item
     */
    record Reported<T>(Consumer<List<T>> handler, T report) implements WorkOutcome {

        @Override
        public Runnable inTransaction() {
            return () -> handler.accept(List.of(report));
        }

        /** Hands all reports to their handlers, each handler called once. */
        static void applyAll(List<Reported<?>> all) {
            var reports = new LinkedHashMap<Consumer<List<Object>>, List<Object>>();
            all.forEach(one -> one.addTo(reports));
            reports.forEach(Consumer::accept);
        }

        @SuppressWarnings("unchecked") // A report's type is that of its own handler.
        private void addTo(LinkedHashMap<Consumer<List<Object>>, List<Object>> reports) {
            reports.computeIfAbsent((Consumer<List<Object>>) (Consumer<?>) handler, first -> new ArrayList<>())
                    .add(report);
        }
    }

    static WorkOutcome done(Runnable inTransaction) {
        return new Done(inTransaction);
    }

    static <T> WorkOutcome reported(Consumer<List<T>> handler, T report) {
        return new Reported<>(handler, report);
    }

    static WorkOutcome again(Duration pause, Runnable inTransaction) {
        return new Again(pause, inTransaction);
    }
}
