package dev.moru.contracts.alert;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** Alertmanager keeps an alert to itself for some time; the subject is the alert's id. */
@MessageType(value = "dev.moru.alert.silenced.v1", topics = Topics.MONITORING_EVENTS)
public record AlertSilenced(Alert alert) implements AlertEvent {}
