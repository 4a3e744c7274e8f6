package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Node;
import dev.moru.proxmox.ProxmoxException;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Looks at an archive right before something is made of it: whether it is still there, and of which guest it is. A volume is
 * called by VM id and time, so that its name alone says nothing of whose it is.
 */
final class ArchiveCheck {

    private static final String CONTENT = "backup";

    private final Node node;
    private final BackupArchive archive;

    ArchiveCheck(Node node, BackupArchive archive) {
        this.node = node;
        this.archive = archive;
    }

    /** Of any guest of the installation. */
    void requireOf(UUID installation) {
        require(mark -> mark.installation().equals(installation));
    }

    /** Of this very guest. */
    void requireOf(Mark guest) {
        require(mark -> mark.makesOurs(guest.installation(), guest.vmId())
                && mark.server().equals(guest.server()));
    }

    private void require(Predicate<Mark> ours) {
        requireThere();
        if (Mark.in(node.archivedDescription(archive.volume())).filter(ours).isEmpty()) {
            throw HypervisorFailure.permanent(
                    "archive-foreign",
                    "The archive is of another guest",
                    archive.volume() + " does not bear the mark that it should; nothing was made of it",
                    "restore another backup");
        }
    }

    private void requireThere() {
        try {
            if (node.storage(archive.storage()).content(CONTENT).stream()
                    .noneMatch(volume -> volume.volid().equals(archive.volume()))) {
                throw missing("storage %s has no %s any more".formatted(archive.storage(), archive.volume()));
            }
        } catch (ProxmoxException.NotFound | ProxmoxException.Refused refused) {
            throw missing(String.valueOf(refused.getMessage()));
        }
    }

    private static HypervisorFailure missing(String detail) {
        return HypervisorFailure.permanent(
                "archive-missing",
                "The archive is not there",
                detail,
                "restore another backup, or give the node its storage");
    }
}
