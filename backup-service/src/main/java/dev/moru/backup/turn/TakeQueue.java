package dev.moru.backup.turn;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has backups taken. Both take part in the running transaction. */
public interface TakeQueue {

    void enqueue(Take take);

    /** Asks whoever takes a backup of a server to stop. */
    void stop(UUID server);

    /**
     * A backup that is to be taken.
     *
     * @param node where the guest was seen last
     * @param storageClass where it goes; null: where the most room is
     */
    record Take(
            UUID server,
            UUID backup,
            String site,
            String node,
            int vmId,
            @Nullable String storageClass) {}
}
