package dev.moru.provisioning.bulk.messaging;

import java.util.List;
import java.util.UUID;

/** What a bulk operation says to its children. */
public record ChildWords(List<Word> words) {

    /** The kind of work that carries words. */
    public static final String KIND = "bulk.words";

    public ChildWords {
        words = List.copyOf(words);
    }

    /** @param cancel whether the child must stop; else it may run */
    public record Word(UUID server, UUID child, boolean cancel) {}
}
