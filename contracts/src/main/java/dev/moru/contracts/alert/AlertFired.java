package dev.moru.contracts.alert;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** Something is wrong, or is wrong again; the subject is the alert's id. */
@MessageType(value = "dev.moru.alert.fired.v1", topics = Topics.MONITORING_EVENTS)
public record AlertFired(Alert alert) implements AlertEvent {}
