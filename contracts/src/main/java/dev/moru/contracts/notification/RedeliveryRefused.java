package dev.moru.contracts.notification;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** A delivery is not sent again, and stays as it is; the subject is its id. */
@MessageType(value = "dev.moru.delivery.redelivery-refused.v1", topics = Topics.NOTIFICATION_EVENTS)
public record RedeliveryRefused(UUID delivery, String reason) implements Event {}
