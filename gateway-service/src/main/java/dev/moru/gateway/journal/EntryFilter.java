package dev.moru.gateway.journal;

/** Which entries a reader wants. */
@FunctionalInterface
public interface EntryFilter {

    boolean takes(JournalEntry entry);

    default EntryFilter and(EntryFilter other) {
        return entry -> takes(entry) && other.takes(entry);
    }
}
