package dev.moru.backup.point;

import java.util.UUID;

/** Has the archive of a restore point removed, once the running transaction has committed. */
@FunctionalInterface
public interface RemovalQueue {

    void enqueue(UUID point);
}
