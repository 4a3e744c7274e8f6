package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was started on request. */
@MessageType(value = "dev.moru.server.started.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerStarted(ServerSnapshot server) implements ServerEvent {}
