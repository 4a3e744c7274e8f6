package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes over a virtual machine that Moru did not make. */
@MessageType(value = "dev.moru.server.adopt.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record AdoptServer(
        String name,
        String site,
        int vmId,
        List<ConfigurationRef> requires,
        @Nullable UUID retryOf,
        @Nullable UUID parent)
        implements ServerCommand {

    public AdoptServer {
        requires = List.copyOf(requires);
    }
}
