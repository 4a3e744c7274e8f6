package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was stopped on request. */
@MessageType(value = "dev.moru.server.stopped.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerStopped(ServerSnapshot server) implements ServerEvent {}
