package dev.moru.backup.point;

import dev.moru.contracts.backup.BackupEvent;

/** Tells what has happened to restore points, in the running transaction. */
@FunctionalInterface
public interface PointEvents {

    void tell(BackupEvent event);
}
