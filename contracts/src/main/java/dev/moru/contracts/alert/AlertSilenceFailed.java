package dev.moru.contracts.alert;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** An alert could not be silenced; the subject is the alert's id. */
@MessageType(value = "dev.moru.alert.silence-failed.v1", topics = Topics.MONITORING_EVENTS)
public record AlertSilenceFailed(Alert alert, String reason) implements Event {}
