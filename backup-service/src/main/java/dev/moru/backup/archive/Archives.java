package dev.moru.backup.archive;

import dev.moru.backup.site.BackupSite;
import dev.moru.contracts.backup.BackupArchive;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The archives on the storages of clusters. What does not bear the mark is nobody's business here. */
public interface Archives {

    /**
     * Takes a backup. It may be begun again after a crash at any point, with the same order and the last intent, and then adopts
     * what it finds.
     *
     * @throws ArchiveFailure when it can't
     * @throws TakingStopped when it stopped because that was asked for
     * @throws IllegalStateException when the thread is interrupted: what was begun goes on
     */
    TakenArchive take(TakeOrder order, Taking taking);

    /**
     * Removes an archive; one that is not there is a success.
     *
     * @param callBudget how long the next call may take
     * @throws ArchiveFailure when it can't
     */
    void remove(BackupSite site, BackupArchive archive, ArchiveMark mark, Supplier<Duration> callBudget);

    /**
     * Of archives, those that their storages show no longer. What lies on a storage that is away counts as being
     * there, and one that shows none of several counts as away.
     *
     * @throws ArchiveFailure when the site can't be asked
     */
    List<BackupArchive> missing(BackupSite site, List<BackupArchive> archives, Supplier<Duration> callBudget);
}
