package dev.moru.backup.archive.proxmox;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.ArchiveFailure.Kind;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.RetryClass;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in Moru's terms what a cluster refused. */
final class Failures {

    private static final Pattern FULL = Pattern.compile(
            "storage is full|no space left|(insufficient|not enough) free space|out of space|disk quota exceeded|ENOSPC",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AWAY = Pattern.compile(
            "is not online|connection (refused|timed out)|can't connect|unable to open chunk store",
            Pattern.CASE_INSENSITIVE);

    private Failures() {}

    static ArchiveFailure of(String site, ProxmoxException failure) {
        var text = site + ": " + failure.getMessage();
        if (failure instanceof ProxmoxException.Unreachable
                || failure instanceof ProxmoxException.Unanswered
                || failure instanceof ProxmoxException.Unintelligible
                || failure instanceof ProxmoxException.NodeUnreachable) {
            return new ArchiveFailure(Kind.AWAY, "site-unreachable", "The site does not answer", text, null);
        }
        if (failure instanceof ProxmoxException.Forbidden) {
            return lasting(
                    "site-permission-missing",
                    "The token lacks a privilege",
                    text,
                    "run the site's setup script again: backups need VM.Backup and Datastore.AllocateSpace");
        }
        return of(text, failure.retryClass());
    }

    /** Of a look at what was begun: whatever it fails with, what is looked at goes on. */
    static ArchiveFailure notSeen(String site, ProxmoxException failure) {
        var why = of(site, failure);
        return new ArchiveFailure(Kind.AWAY, why.problem(), why.title(), why.detail(), why.hint());
    }

    /** What a text means that a task or a call has ended with. */
    static ArchiveFailure of(String text, RetryClass retry) {
        if (FULL.matcher(text).find()) {
            return storageFull(text);
        }
        if (AWAY.matcher(text).find()) {
            return storageAway(text);
        }
        return retry == RetryClass.NEVER
                ? lasting("backup-refused", "The cluster refused", text, null)
                : new ArchiveFailure(Kind.PASSING, "backup-failed", "The backup failed", text, "look at the log");
    }

    /** Of a thread that was interrupted: nothing has failed, and nothing is to be answered before the task's end. */
    static IllegalStateException leftOff(@Nullable String task) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the service stops; whoever follows goes on with task " + task);
    }

    static ArchiveFailure storageFull(String text) {
        return lasting(
                "storage-full",
                "The storage is full",
                text,
                "remove backups, keep fewer of them, or choose another storage class");
    }

    static ArchiveFailure storageAway(String text) {
        return new ArchiveFailure(Kind.AWAY, "storage-away", "The storage does not answer", text, null);
    }

    static ArchiveFailure lasting(String problem, String title, String detail, @Nullable String hint) {
        return new ArchiveFailure(Kind.LASTING, problem, title, detail, hint);
    }
}
