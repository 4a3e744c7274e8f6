package dev.moru.lab.fault;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was armed.
 *
 * @param method the HTTP method that it is for, or null for all
 * @param path a regular expression that is searched in the path below {@code /api2/{format}}
 * @param target for faults of a thing instead of a call: a regular expression for the whole name
 * @param probability of striking, decided per call by {@code seed}
 * @param count how often it strikes at most, 0 for no limit
 * @param after strike when the call has had its effect, instead of before
 */
public record Fault(
        FaultKind kind,
        @Nullable String method,
        Pattern path,
        Pattern target,
        double probability,
        int count,
        long seed,
        boolean after,
        @Nullable Duration delay,
        @Nullable Integer status,
        @Nullable String text,
        double factor) {

    boolean isFor(String calledMethod, String calledPath) {
        return (method == null || method.equals(calledMethod))
                && path.matcher(calledPath).find();
    }

    public Duration delay(Duration fallback) {
        return delay == null ? fallback : delay;
    }

    public int status(int fallback) {
        return status == null ? fallback : status;
    }

    public String text(String fallback) {
        return text == null ? fallback : text;
    }
}
