package dev.moru.contracts.notification;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** An attempt failed and another will follow; the subject is the delivery's id. */
@MessageType(value = "dev.moru.delivery.delayed.v1", topics = Topics.NOTIFICATION_EVENTS)
public record DeliveryDelayed(Delivery delivery) implements DeliveryEvent {}
