package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** The owner of a configuration resource has forgotten it; the subject is the resource's id. */
@MessageType(
        value = "dev.moru.configuration.removed.v1",
        topics = {Topics.PROVISIONING_EVENTS, Topics.NOTIFICATION_EVENTS, Topics.BACKUP_EVENTS})
public record ConfigurationRemoved(ConfigurationKind kind, UUID id, String name, long observedRevision)
        implements Event {}
