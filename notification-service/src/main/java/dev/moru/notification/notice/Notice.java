package dev.moru.notification.notice;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events in words.
 *
 * @param subject all of them in one line
 * @param items one for each event, none left out
 * @param more what a link is called
 * @param sentBy why the reader gets this
 */
public record Notice(String subject, List<Item> items, String more, String sentBy) {

    public Notice {
        items = List.copyOf(items);
    }

    /**
     * One event.
     *
     * @param severity as events have it: {@code info}, {@code warning}, {@code error} or {@code critical}
     * @param link where more is to be seen
     */
    public record Item(
            String severity,
            String headline,
            List<Fact> facts,
            @Nullable URI link) {

        public Item {
            facts = List.copyOf(facts);
        }
    }

    /** Something that is known of an event. */
    public record Fact(String label, String value) {}
}
