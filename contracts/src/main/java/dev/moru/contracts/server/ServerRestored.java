package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;

/** A server is as it was when a backup was taken; it may be one that was not there before. */
@MessageType(value = "dev.moru.server.restored.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerRestored(ServerSnapshot server, UUID backup) implements ServerEvent {}
