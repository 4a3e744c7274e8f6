package dev.moru.contracts.notification;

import java.time.Duration;
import java.util.List;

/**
 * The first event of a group is sent at once; what follows within the window is sent together when the window ends, and then
 * the next window begins. So a reader hears of a group at most once in a window.
 *
 * @param by what events of a group have in common: {@code type}, {@code subject}, {@code project}, {@code site} or
 *     {@code severity}; none: all events of the route are one group
 */
public record Grouping(List<String> by, Duration window) {

    public Grouping {
        by = by == null ? List.of() : List.copyOf(by);
    }
}
