package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A virtual machine is a server of Moru from now on. */
@MessageType(value = "dev.moru.server.adopted.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerAdopted(ServerSnapshot server) implements ServerEvent {}
