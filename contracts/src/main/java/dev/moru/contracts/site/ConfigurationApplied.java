package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;
import java.util.UUID;

/** The owner of a configuration resource has applied a revision; the subject is the resource's id. */
@MessageType(
        value = "dev.moru.configuration.applied.v1",
        topics = {Topics.PROVISIONING_EVENTS, Topics.NOTIFICATION_EVENTS, Topics.BACKUP_EVENTS})
public record ConfigurationApplied(
        ConfigurationKind kind, UUID id, String name, long observedRevision, List<Condition> conditions)
        implements Event {

    public ConfigurationApplied {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
