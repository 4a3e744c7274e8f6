package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server is gone. */
@MessageType(value = "dev.moru.server.deleted.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerDeleted(ServerSnapshot server) implements ServerEvent {}
