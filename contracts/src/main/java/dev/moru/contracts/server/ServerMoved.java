package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was seen on another node of its cluster. */
@MessageType(value = "dev.moru.server.moved.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerMoved(ServerSnapshot server, String fromNode, String toNode) implements ServerEvent {}
