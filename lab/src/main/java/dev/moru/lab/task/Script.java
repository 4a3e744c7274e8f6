package dev.moru.lab.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a task does: steps, each some time after the one before, and what to clean up when it does not get there. */
public final class Script {

    private final List<Timed> steps = new ArrayList<>();
    private Consumer<Worker> cleanup = worker -> {};

    record Timed(double shareOfClone, Step step) {}

    /** May throw {@link dev.moru.lab.api.ApiFailure} to fail the task, or {@code Busy} to be run again later. */
    @FunctionalInterface
    public interface Step {
        void run(Worker worker);
    }

    public static Script begin(Step step) {
        return new Script().then(0, step);
    }

    /** {@code shareOfClone} is the time before this step, as a share of what a clone takes. */
    public Script then(double shareOfClone, Step step) {
        steps.add(new Timed(shareOfClone, step));
        return this;
    }

    /** Runs when the task fails or is stopped. */
    public Script otherwise(Consumer<Worker> undo) {
        this.cleanup = undo;
        return this;
    }

    List<Timed> steps() {
        return steps;
    }

    Consumer<Worker> cleanup() {
        return cleanup;
    }
}
