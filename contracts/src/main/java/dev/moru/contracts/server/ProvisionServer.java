package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates a server, or goes on with one whose creation failed and which was kept.
 *
 * @param requires the configuration that it needs, with the revisions that the gateway had accepted
 */
@MessageType(value = "dev.moru.server.provision.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record ProvisionServer(
        ServerSpec spec,
        List<ConfigurationRef> requires,
        @Nullable UUID retryOf,
        @Nullable UUID parent) implements ServerCommand {

    public ProvisionServer {
        requires = List.copyOf(requires);
    }
}
