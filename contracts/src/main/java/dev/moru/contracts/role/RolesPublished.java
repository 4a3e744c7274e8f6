package dev.moru.contracts.role;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;

/** The roles that there are from now on; they take the place of all that were told before. */
@MessageType(value = "dev.moru.roles.published.v1", topics = Topics.CONFIG_EVENTS)
public record RolesPublished(List<RoleDefinition> roles) implements Event {

    /** The one subject: the name of the collection that holds the roles. */
    public static final String SUBJECT = "moru.hosts";

    public RolesPublished {
        roles = List.copyOf(roles);
    }
}
