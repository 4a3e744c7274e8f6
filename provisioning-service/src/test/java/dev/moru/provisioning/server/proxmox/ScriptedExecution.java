package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.operation.StepState;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.StepReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An execution that keeps its own records, is stopped when a test says so, and dies where a test wants it to. */
final class ScriptedExecution implements Execution {

    private final List<StepReport> reports = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private @Nullable Checkpoint last;
    private volatile boolean stop;
    private Duration budget = Duration.ofSeconds(5);
    private Predicate<StepReport> stopsAt = report -> false;
    private Consumer<Checkpoint> beforeStore = checkpoint -> {};
    private Consumer<Checkpoint> afterStore = checkpoint -> {};

    /** Goes on where another one ended. */
    static ScriptedExecution after(ScriptedExecution dead) {
        var next = new ScriptedExecution();
        next.last = dead.last;
        return next;
    }

    /** Is asked to stop at the report with this number, from 0. */
    ScriptedExecution stoppingAtReport(int number) {
        this.stopsAt = report -> reports.size() == number + 1;
        return this;
    }

    ScriptedExecution stoppingWhenToldThat(String message) {
        this.stopsAt = report -> message.equals(report.message());
        return this;
    }

    ScriptedExecution dyingBeforeCheckpoint(int number) {
        this.beforeStore = checkpoint -> die(checkpoints.size() + 1 == number);
        return this;
    }

    ScriptedExecution dyingAfterCheckpoint(int number) {
        this.afterStore = checkpoint -> die(checkpoints.size() == number);
        return this;
    }

    ScriptedExecution within(Duration callBudget) {
        this.budget = callBudget;
        return this;
    }

    private static void die(boolean now) {
        if (now) {
            throw new Death();
        }
    }

    /** The holder is gone. */
    static final class Death extends RuntimeException {}

    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    List<StepReport> reports() {
        return reports;
    }

    /** Each step with the state that it ended in, in order. */
    List<String> ends() {
        return reports.stream()
                .filter(report -> report.state() != StepState.RUNNING)
                .map(report -> report.step() + " " + report.state())
                .toList();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void report(StepReport report) {
        reports.add(report);
        stop |= stopsAt.test(report);
    }

    @Override
    public void log(String step, String stream, String text) {
        lines.add(text);
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        return Optional.ofNullable(last);
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) {
        beforeStore.accept(checkpoint);
        checkpoints.add(checkpoint);
        last = checkpoint;
        afterStore.accept(checkpoint);
    }

    @Override
    public boolean takenOver() {
        return last != null;
    }

    @Override
    public boolean stopRequested() {
        return stop;
    }

    @Override
    public Duration callBudget() {
        return budget;
    }
}
