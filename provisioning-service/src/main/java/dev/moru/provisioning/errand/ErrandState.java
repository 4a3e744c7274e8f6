package dev.moru.provisioning.errand;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation that only reads. Nothing of it has to be stopped or undone, so it can end at any time; what comes later
 * finds it ended.
 *
 * @param subject of its events
 * @param begun whether it waits for configuration no longer
 */
public record ErrandState(
        String subject, ErrandRequest request, List<ConfigurationRef> requires, Operation operation, boolean begun) {

    public ErrandState {
        requires = requires == null ? List.of() : List.copyOf(requires);
    }

    @JsonIgnore
    public boolean isOver() {
        return operation.state().isTerminal();
    }

    /** Goes on as far as configuration lets it; empty when nothing has changed. */
    public Optional<ErrandState> goOn(List<ConfigurationRef> missing, Instant now) {
        if (begun || isOver()) {
            return Optional.empty();
        }
        if (!operation.deadlineAt().isAfter(now)) {
            return Optional.of(timedOut(now));
        }
        var edit = OperationEdit.of(operation, now);
        if (missing.isEmpty()) {
            edit.started().step(request.step(), StepState.RUNNING, 0, null, List.of());
            return Optional.of(new ErrandState(subject, request, requires, edit.done(), true));
        }
        var first = missing.get(0);
        edit.waiting("%s %s, revision %d"
                .formatted(first.kind().name().toLowerCase().replace('_', ' '), first.name(), first.revision()));
        var waiting = with(edit.done());
        return waiting.operation.steps().equals(operation.steps()) ? Optional.empty() : Optional.of(waiting);
    }

    public ErrandState succeeded(Map<String, Object> result, boolean simulated, Instant now) {
        return with(OperationEdit.of(operation, now)
                .simulated(simulated)
                .result(result)
                .succeeded()
                .done());
    }

    public ErrandState failed(OperationFailure failure, Instant now) {
        return with(OperationEdit.of(operation, now).failed(failure).done());
    }

    public ErrandState obstructed(String message, String waitingFor, Instant now) {
        return with(
                OperationEdit.of(operation, now).triedAgain(message, waitingFor).done());
    }

    public ErrandState cancelled(Instant now) {
        return with(OperationEdit.of(operation, now)
                .cancel(CancelState.REQUESTED, null)
                .cancelled()
                .done());
    }

    public ErrandState timedOut(Instant now) {
        return with(OperationEdit.of(operation, now)
                .timedOut(Problems.timedOut("no answer in time", request.step()))
                .done());
    }

    private ErrandState with(Operation document) {
        return new ErrandState(subject, request, requires, document, begun);
    }
}
