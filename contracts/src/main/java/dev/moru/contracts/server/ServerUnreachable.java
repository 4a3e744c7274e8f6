package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/**
 * Nobody can say how a server is: its node, or its whole site, does not answer. The next event of the server says what was
 * seen when that is over.
 *
 * @param reason for people
 */
@MessageType(value = "dev.moru.server.unreachable.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerUnreachable(ServerSnapshot server, String reason) implements ServerEvent {}
