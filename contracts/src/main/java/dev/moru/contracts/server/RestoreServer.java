package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings a backup back, to the server itself or to a new one: the subject is the server that it is brought to, and the operation
 * is a {@code server.restore} with that server as its target.
 *
 * @param spec what the server is afterwards: sizes and disks as they were when the backup was taken, the rest as it is to be. The
 *     storage classes of its disks say where they go; of a new server, {@code onFailure} what is left when it can't be made
 * @param start whether it is started then
 * @param requires the configuration that it needs, with the revisions that the gateway had accepted
 */
@MessageType(value = "dev.moru.server.restore.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record RestoreServer(
        UUID backup,
        RestoreTarget target,
        ServerSpec spec,
        boolean start,
        List<ConfigurationRef> requires,
        @Nullable UUID retryOf,
        @Nullable UUID parent)
        implements ServerCommand {

    public RestoreServer {
        requires = List.copyOf(requires);
    }
}
