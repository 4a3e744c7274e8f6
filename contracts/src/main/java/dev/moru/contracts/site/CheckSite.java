package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;

/** Asks point by point what a site lacks; an operation that changes nothing. The subject is the site's id. */
@MessageType(value = "dev.moru.site.check.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record CheckSite(String site, List<ConfigurationRef> requires) implements Command {

    public CheckSite {
        requires = List.copyOf(requires);
    }
}
