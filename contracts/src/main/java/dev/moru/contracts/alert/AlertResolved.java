package dev.moru.contracts.alert;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** What an alert was about is over; the subject is the alert's id. It may be the first that is heard of the alert. */
@MessageType(value = "dev.moru.alert.resolved.v1", topics = Topics.MONITORING_EVENTS)
public record AlertResolved(Alert alert) implements AlertEvent {}
