package dev.moru.contracts.notification;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A delivery waits to be sent with others, until its next attempt is due; the subject is its id. */
@MessageType(value = "dev.moru.delivery.held.v1", topics = Topics.NOTIFICATION_EVENTS)
public record DeliveryHeld(Delivery delivery) implements DeliveryEvent {}
