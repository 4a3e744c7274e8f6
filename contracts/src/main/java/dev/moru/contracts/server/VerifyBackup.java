package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries a backup: restores it to a machine of its own whose network cards are unplugged, boots that, looks at it and destroys
 * it. The subject is an id that is given to that machine and to nothing else; the operation is a {@code backup.verify}, and its
 * target is the backup. It fails where the machine did not come up, too.
 *
 * @param spec of the server when the backup was taken
 * @param requires the configuration that it needs, with the revisions that the gateway had accepted
 */
@MessageType(value = "dev.moru.backup.verify.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record VerifyBackup(
        UUID backup,
        ServerSpec spec,
        List<ConfigurationRef> requires,
        @Nullable UUID retryOf,
        @Nullable UUID parent) implements ServerCommand {

    public VerifyBackup {
        requires = List.copyOf(requires);
    }
}
