package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was changed. */
@MessageType(value = "dev.moru.server.updated.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerUpdated(ServerSnapshot server) implements ServerEvent {}
