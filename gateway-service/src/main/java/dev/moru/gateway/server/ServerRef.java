package dev.moru.gateway.server;

import java.util.Optional;
import java.util.UUID;

/**
 * A server as a path names it.
 *
 * @param word its id or its name; no name can be read as an id, because ids begin with a digit and names do not
 */
public record ServerRef(String project, String word) {

    public Optional<UUID> id() {
        if (word.length() != 36 || word.charAt(8) != '-') {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(word));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Whether a server is the one that is meant. */
    public boolean means(Head head) {
        return head.project().equals(project)
                && (head.name().equals(word) || id().filter(head.id()::equals).isPresent());
    }
}
