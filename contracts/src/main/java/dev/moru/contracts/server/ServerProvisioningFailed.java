package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/**
 * A creation ended without success.
 *
 * @param reason for people
 * @param kept whether the server was left for inspection
 */
@MessageType(value = "dev.moru.server.provisioning-failed.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerProvisioningFailed(ServerSnapshot server, String reason, boolean kept) implements ServerEvent {}
