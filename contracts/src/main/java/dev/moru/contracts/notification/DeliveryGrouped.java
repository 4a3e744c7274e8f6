package dev.moru.contracts.notification;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** What was held is sent with another delivery, which says what becomes of both; the subject is the id of the held one. */
@MessageType(value = "dev.moru.delivery.grouped.v1", topics = Topics.NOTIFICATION_EVENTS)
public record DeliveryGrouped(Delivery delivery) implements DeliveryEvent {}
