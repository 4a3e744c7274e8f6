package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes a server. */
@MessageType(value = "dev.moru.server.update.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record UpdateServer(
        ServerChange change,
        ApplyMode apply,
        List<ConfigurationRef> requires,
        @Nullable UUID retryOf,
        @Nullable UUID parent)
        implements ServerCommand {

    public UpdateServer {
        requires = List.copyOf(requires);
    }
}
