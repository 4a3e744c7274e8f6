package dev.moru.provisioning.server;

import dev.moru.contracts.operation.StepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** An execution that remembers what it was told. A step has ended when the next begins, or when that was reported. */
public final class RecordedExecution implements Execution {

    private final List<StepReport> reports = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private Checkpoint checkpoint;
    private boolean takenOver;
    private boolean dying;
    private volatile boolean stopping;

    /** A successor of another execution. */
    public RecordedExecution resuming(RecordedExecution other) {
        checkpoint = other.checkpoint;
        takenOver = true;
        return this;
    }

    public RecordedExecution stopping() {
        stopping = true;
        return this;
    }

    /** Its holder dies when it would store its first checkpoint. */
    public RecordedExecution dyingAtCheckpoint() {
        dying = true;
        return this;
    }

    /** The holder is gone. */
    public static final class Death extends RuntimeException {}

    @Override
    public void report(StepReport report) {
        reports.add(report);
    }

    public List<StepReport> reports() {
        return reports;
    }

    public List<String> lines() {
        return lines;
    }

    /** The steps that did not fail, in the order of their beginning. */
    public List<String> ended() {
        var steps = new LinkedHashSet<String>();
        reports.stream()
                .filter(report -> report.state() != StepState.FAILED)
                .forEach(report -> steps.add(report.step()));
        return List.copyOf(steps);
    }

    @Override
    public void log(String step, String stream, String text) {
        lines.add(text);
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public void checkpoint(Checkpoint reached) {
        if (dying) {
            throw new Death();
        }
        checkpoint = reached;
    }

    @Override
    public boolean takenOver() {
        return takenOver;
    }

    @Override
    public boolean stopRequested() {
        return stopping;
    }

    @Override
    public Duration callBudget() {
        return Duration.ofSeconds(10);
    }
}
