package dev.moru.provisioning.server;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;

/** What a guest is made from. */
public sealed interface GuestSource {

    /** A template; what the image says of it is true for the guest. */
    record Image(ImageSpec image, ImageSource template) implements GuestSource {}

    /**
     * A backup, whose own configuration says what is in it; its image may be gone.
     *
     * @param start whether the guest is started
     */
    record Backup(BackupArchive archive, boolean start) implements GuestSource {}
}
