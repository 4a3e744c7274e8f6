package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** A server was made and is ready as far as its readiness says. */
@MessageType(value = "dev.moru.server.provisioned.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerProvisioned(ServerSnapshot server) implements ServerEvent {}
