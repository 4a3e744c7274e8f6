package dev.moru.provisioning.server;

import dev.moru.contracts.operation.StepRef;
import dev.moru.contracts.operation.StepState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step stands.
 *
 * @param fraction of the step that is done, from 0 to 1
 * @param message for people; absent: the one before stays
 * @param refs pointers that are added to those reported before
 */
public record StepReport(
        String step,
        StepState state,
        double fraction,
        @Nullable String message,
        List<StepRef> refs) {

    public StepReport {
        refs = List.copyOf(refs);
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("fraction " + fraction + " of step " + step);
        }
    }

    public static StepReport running(String step, double fraction, String message, StepRef... refs) {
        return new StepReport(step, StepState.RUNNING, fraction, message, List.of(refs));
    }

    public static StepReport succeeded(String step, String message, StepRef... refs) {
        return new StepReport(step, StepState.SUCCEEDED, 1, message, List.of(refs));
    }

    /** The step had nothing to do, or could not be done here; the message says why. */
    public static StepReport skipped(String step, String message) {
        return new StepReport(step, StepState.SKIPPED, 1, message, List.of());
    }

    /** The step only pretended. */
    public static StepReport simulated(String step, String message) {
        return new StepReport(step, StepState.SIMULATED, 1, message, List.of());
    }
}
