package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server that should be there was not found on its cluster. */
@MessageType(value = "dev.moru.server.lost.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerLost(ServerSnapshot server) implements ServerEvent {}
