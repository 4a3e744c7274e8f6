package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was rebooted on request. */
@MessageType(value = "dev.moru.server.rebooted.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerRebooted(ServerSnapshot server) implements ServerEvent {}
