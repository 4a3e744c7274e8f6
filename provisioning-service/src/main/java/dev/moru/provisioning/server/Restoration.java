package dev.moru.provisioning.server;

import dev.moru.contracts.backup.BackupArchive;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup that is to be brought to a guest.
 *
 * @param start whether the guest is started then
 * @param archive where it lies; null as long as nobody has said
 */
public record Restoration(
        UUID backup, boolean start, @Nullable BackupArchive archive) {

    Restoration at(BackupArchive place) {
        return new Restoration(backup, start, place);
    }

    public BackupArchive located() {
        return Objects.requireNonNull(archive, "nothing is restored before it is known from where");
    }
}
