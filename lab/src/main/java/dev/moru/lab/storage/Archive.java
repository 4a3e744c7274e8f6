package dev.moru.lab.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup, beside the volume that it is.
 *
 * @param config of the VM when it was taken
 * @param agentAfterMillis of the guest inside, -1 for never
 * @param usedBytes of its drives, by option
 * @param guarded whether it must not be removed
 */
public record Archive(
        Map<String, String> config,
        long agentAfterMillis,
        Map<String, Long> usedBytes,
        @Nullable String notes,
        boolean guarded) {

    public Archive {
        config = Map.copyOf(config);
        usedBytes = Map.copyOf(usedBytes);
    }

    Archive withNotes(@Nullable String newNotes) {
        return new Archive(config, agentAfterMillis, usedBytes, newNotes, guarded);
    }

    Archive guarded(boolean isGuarded) {
        return new Archive(config, agentAfterMillis, usedBytes, notes, isGuarded);
    }
}
