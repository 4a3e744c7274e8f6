package dev.moru.contracts.alert;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** Somebody sees to an alert; the subject is the alert's id. */
@MessageType(value = "dev.moru.alert.acknowledged.v1", topics = Topics.MONITORING_EVENTS)
public record AlertAcknowledged(Alert alert) implements AlertEvent {}
