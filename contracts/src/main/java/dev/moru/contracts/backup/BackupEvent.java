package dev.moru.contracts.backup;

import dev.moru.contracts.Event;

/** What has happened to a backup; the subject is its id. */
public interface BackupEvent extends Event {

    Backup backup();
}
