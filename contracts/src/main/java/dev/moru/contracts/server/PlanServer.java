package dev.moru.contracts.server;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.site.ConfigurationRef;
import java.util.List;

/** Asks what a creation would do (placement, addresses), and changes nothing. The subject is the operation's id. */
@MessageType(value = "dev.moru.server.plan.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record PlanServer(ServerSpec spec, List<ConfigurationRef> requires) implements Command {

    public PlanServer {
        requires = List.copyOf(requires);
    }
}
