package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;

/** Asks which networks and storage classes a cluster offers; the operation's result proposes them. The subject is the site's id. */
@MessageType(value = "dev.moru.site.discover.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record DiscoverSite(String site, ConfigurationKind kind, List<ConfigurationRef> requires) implements Command {

    public DiscoverSite {
        requires = List.copyOf(requires);
    }
}
