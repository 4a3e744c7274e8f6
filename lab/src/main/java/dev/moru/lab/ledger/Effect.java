package dev.moru.lab.ledger;

import java.util.Locale;

/** What can happen to the simulated cluster; the name in the ledger is {@code noun.verb}. */
public enum Effect {
    VM_CREATED,
    VM_STARTED,
    VM_STOPPED,
    VM_DESTROYED,
    DISK_CREATED,
    DISK_DESTROYED,
    SNAPSHOT_CREATED,
    BACKUP_CREATED,
    BACKUP_REMOVED;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
