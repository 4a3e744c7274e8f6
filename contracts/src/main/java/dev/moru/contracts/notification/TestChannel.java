package dev.moru.contracts.notification;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/**
 * Asks for one attempt to reach a channel, which is told of as a delivery; the subject is the channel's id.
 *
 * @param channel its name
 * @param delivery the id of the delivery
 */
@MessageType(value = "dev.moru.channel.test.v1", topics = Topics.NOTIFICATION_COMMANDS, isPublic = false)
public record TestChannel(UUID id, String channel, UUID delivery) implements Command {}
