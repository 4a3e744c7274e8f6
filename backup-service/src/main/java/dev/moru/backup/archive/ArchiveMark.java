package dev.moru.backup.archive;

import java.util.UUID;

/**
 * What makes an archive Moru's: the first line of its notes, written by the call that takes it. Lists of a storage show no more
 * than the first line.
 */
public record ArchiveMark(UUID installation, UUID server, int vmId, UUID backup) {

    public String line() {
        return "moru-backup: installation=%s server=%s vm=%d backup=%s".formatted(installation, server, vmId, backup);
    }

    /** Whether notes are those of this very archive. */
    public boolean isIn(String notes) {
        return notes.lines()
                .findFirst()
                .map(String::strip)
                .filter(line()::equals)
                .isPresent();
    }
}
