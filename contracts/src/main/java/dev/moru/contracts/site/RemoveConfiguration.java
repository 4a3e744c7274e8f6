package dev.moru.contracts.site;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** A configuration resource was deleted; the subject is its id. */
@MessageType(
        value = "dev.moru.configuration.remove.v1",
        topics = {
            Topics.PROVISIONING_COMMANDS,
            Topics.NOTIFICATION_COMMANDS,
            Topics.MONITORING_COMMANDS,
            Topics.BACKUP_COMMANDS
        },
        isPublic = false)
public record RemoveConfiguration(ConfigurationKind kind, UUID id, String name, long revision) implements Command {}
