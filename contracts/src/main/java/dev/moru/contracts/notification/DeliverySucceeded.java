package dev.moru.contracts.notification;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A channel has acknowledged a delivery; the subject is the delivery's id. */
@MessageType(value = "dev.moru.delivery.succeeded.v1", topics = Topics.NOTIFICATION_EVENTS)
public record DeliverySucceeded(Delivery delivery) implements DeliveryEvent {}
