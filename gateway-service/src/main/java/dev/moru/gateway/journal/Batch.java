package dev.moru.gateway.journal;

import java.util.List;

/**
 * What a reader gets at a time.
 *
 * @param entries those that it wants; none when there was nothing for it for a while, as a sign of life
 * @param upTo everything up to this place has been given or was not wanted
 */
public record Batch(List<JournalEntry> entries, Cursor upTo) {

    public Batch {
        entries = List.copyOf(entries);
    }
}
