package dev.moru.contracts.notification;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A delivery was given up; the subject is the delivery's id. */
@MessageType(value = "dev.moru.delivery.failed.v1", topics = Topics.NOTIFICATION_EVENTS)
public record DeliveryFailed(Delivery delivery) implements DeliveryEvent {}
