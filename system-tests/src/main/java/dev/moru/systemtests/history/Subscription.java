package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.List;

/**
 * What a sink must hear of.
 *
 * @param types names of event types; a trailing {@code *} matches the rest
 * @param since from when on the route was known to be applied
 * @param leaves whether the sink may say that it is gone for good, after which nothing is owed to it
 */
public record Subscription(String sink, List<String> types, Instant since, boolean leaves) {

    public boolean matches(String type) {
        return types.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                        : type.equals(pattern));
    }
}
