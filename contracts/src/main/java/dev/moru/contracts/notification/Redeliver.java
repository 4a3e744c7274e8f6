package dev.moru.contracts.notification;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** Asks for a delivery to be sent once more under its own id; the subject is the delivery's id. */
@MessageType(value = "dev.moru.delivery.redeliver.v1", topics = Topics.NOTIFICATION_COMMANDS, isPublic = false)
public record Redeliver(UUID delivery) implements Command {}
