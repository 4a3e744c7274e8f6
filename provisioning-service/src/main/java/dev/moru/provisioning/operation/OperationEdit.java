package dev.moru.provisioning.operation;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepRef;
import dev.moru.contracts.operation.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One change of an operation's document. It is taken from a document, moved by named moves, and ends as a new document. */
public final class OperationEdit {

    private final Operation before;
    private final Instant now;
    private OperationTarget target;
    private OperationState state;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private Instant deadlineAt;
    private List<Step> steps;
    private double runningFraction;
    private @Nullable OperationFailure error;
    private @Nullable Map<String, Object> result;
    private List<String> warnings;
    private boolean simulated;
    private @Nullable CancelState cancel;
    private @Nullable String cancelReason;
    private @Nullable CleanupState cleanup;
    private ChildCounts children;

    private OperationEdit(Operation before, Instant now) {
        this.before = before;
        this.now = now;
        target = before.target();
        state = before.state();
        startedAt = before.startedAt();
        endedAt = before.endedAt();
        deadlineAt = before.deadlineAt();
        steps = new ArrayList<>(before.steps());
        error = before.error();
        result = before.result();
        warnings = new ArrayList<>(before.warnings());
        simulated = before.simulated();
        cancel = before.cancel();
        cancelReason = before.cancelReason();
        cleanup = before.cleanup();
        children = before.children();
    }

    public static OperationEdit of(Operation operation, Instant now) {
        return new OperationEdit(operation, now);
    }

    public OperationEdit named(@Nullable String name) {
        target = new OperationTarget(target.kind(), target.id(), name);
        return this;
    }

    public OperationEdit started() {
        state = OperationState.RUNNING;
        startedAt = startedAt == null ? now : startedAt;
        return this;
    }

    public OperationEdit due(Instant deadline) {
        deadlineAt = deadline;
        return this;
    }

    public OperationEdit simulated(boolean pretended) {
        simulated |= pretended;
        return this;
    }

    public OperationEdit children(ChildCounts counts) {
        children = counts;
        return this;
    }

    /** Adds to what it has produced. */
    public OperationEdit result(Map<String, Object> produced) {
        var all = new LinkedHashMap<>(result == null ? Map.of() : result);
        all.putAll(produced);
        result = all;
        return this;
    }

    /** Steps that come after those that are known. */
    public OperationEdit planned(List<String> names) {
        names.forEach(name -> steps.add(Step.pending(name)));
        return this;
    }

    public OperationEdit warn(List<String> texts) {
        warnings.addAll(texts);
        return this;
    }

    public OperationEdit cancel(CancelState what, @Nullable String reason) {
        cancel = what;
        cancelReason = reason;
        return this;
    }

    public OperationEdit cleanup(CleanupState what) {
        cleanup = what;
        return this;
    }

    /** Moves a step; the steps before it that were running have succeeded with that. A step that is not there is added. */
    public OperationEdit step(
            String name, StepState to, double fraction, @Nullable String message, List<StepRef> refs) {
        int index = indexOf(name);
        for (int earlier = 0; earlier < index; earlier++) {
            if (steps.get(earlier).state() == StepState.RUNNING) {
                steps.set(earlier, ended(steps.get(earlier), StepState.SUCCEEDED));
            }
        }
        var step = steps.get(index);
        var started = step.startedAt() == null && to != StepState.PENDING ? now : step.startedAt();
        steps.set(
                index,
                new Step(
                        name,
                        to,
                        Math.max(1, step.attempt()),
                        started,
                        to == StepState.RUNNING ? null : now,
                        message == null ? step.message() : message,
                        null,
                        together(step.refs(), refs)));
        runningFraction = to == StepState.RUNNING ? fraction : 0;
        simulated |= to == StepState.SIMULATED;
        return this;
    }

    /** The step that comes next, or runs, waits for something; null: it moves again. */
    public OperationEdit waiting(@Nullable String waitingFor) {
        return currentStep(step -> new Step(
                step.name(),
                step.state(),
                step.attempt(),
                step.startedAt(),
                step.endedAt(),
                step.message(),
                waitingFor,
                step.refs()));
    }

    /** The running step failed for now and will be tried again. */
    public OperationEdit triedAgain(String message, String waitingFor) {
        return currentStep(step -> new Step(
                step.name(),
                step.state() == StepState.PENDING ? StepState.RUNNING : step.state(),
                step.attempt() + 1,
                step.startedAt() == null ? now : step.startedAt(),
                null,
                message,
                waitingFor,
                step.refs()));
    }

    public OperationEdit succeeded() {
        closeSteps(StepState.SUCCEEDED, StepState.SKIPPED);
        return ended(OperationState.SUCCEEDED);
    }

    public OperationEdit failed(OperationFailure failure) {
        error = failure;
        closeSteps(StepState.FAILED, StepState.SKIPPED);
        return ended(OperationState.FAILED);
    }

    public OperationEdit timedOut(OperationFailure failure) {
        error = failure;
        closeSteps(StepState.FAILED, StepState.SKIPPED);
        return ended(OperationState.TIMED_OUT);
    }

    public OperationEdit cancelled() {
        closeSteps(StepState.CANCELLED, StepState.CANCELLED);
        return ended(OperationState.CANCELLED);
    }

    /** The step that failed keeps that state, while what follows (a roll-back) goes on. */
    public OperationEdit stepFailed(StepState how, String message) {
        return currentStep(step -> new Step(
                step.name(),
                how,
                Math.max(1, step.attempt()),
                step.startedAt() == null ? now : step.startedAt(),
                now,
                message,
                null,
                step.refs()));
    }

    public Operation done() {
        return new Operation(
                before.id(),
                before.kind(),
                before.project(),
                before.site(),
                target,
                before.actor(),
                state,
                progress(),
                before.createdAt(),
                startedAt,
                now,
                endedAt,
                deadlineAt,
                steps,
                error,
                result,
                warnings,
                simulated,
                cancel,
                cancelReason,
                cleanup,
                before.retryOf(),
                before.parent(),
                children);
    }

    private OperationEdit ended(OperationState how) {
        state = how;
        endedAt = now;
        return this;
    }

    private OperationEdit currentStep(UnaryOperator<Step> change) {
        for (int i = 0; i < steps.size(); i++) {
            var at = steps.get(i).state();
            if (at == StepState.RUNNING || at == StepState.PENDING) {
                steps.set(i, change.apply(steps.get(i)));
                return this;
            }
        }
        return this;
    }

    private void closeSteps(StepState running, StepState pending) {
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.state() == StepState.RUNNING) {
                steps.set(i, ended(step, running));
            } else if (step.state() == StepState.PENDING) {
                steps.set(i, new Step(step.name(), pending, step.attempt(), null, null, null, null, step.refs()));
            }
        }
    }

    private Step ended(Step step, StepState how) {
        return new Step(step.name(), how, step.attempt(), step.startedAt(), now, step.message(), null, step.refs());
    }

    private int indexOf(String name) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(name)) {
                return i;
            }
        }
        steps.add(Step.pending(name));
        return steps.size() - 1;
    }

    private static List<StepRef> together(List<StepRef> known, List<StepRef> added) {
        if (known.containsAll(added)) {
            return known;
        }
        var all = new ArrayList<>(known);
        added.stream().filter(ref -> !known.contains(ref)).forEach(all::add);
        return all;
    }

    private double progress() {
        if (state == OperationState.SUCCEEDED) {
            return 1;
        }
        if (steps.isEmpty()) {
            return before.progress();
        }
        long over = steps.stream()
                .filter(step -> step.state() != StepState.RUNNING && step.state() != StepState.PENDING)
                .count();
        double reached = (over + runningFraction) / steps.size();
        // What people see never goes back, and is whole only with success.
        return Math.round(100 * Math.max(before.progress(), Math.min(reached, 0.99))) / 100.0;
    }
}
