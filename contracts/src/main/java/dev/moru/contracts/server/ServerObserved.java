package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** The observed status of a server has changed by itself or along an operation. */
@MessageType(value = "dev.moru.server.observed.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerObserved(ServerSnapshot server) implements ServerEvent {}
