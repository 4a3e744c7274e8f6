package dev.moru.contracts.server;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;

/**
 * A server differs from its spec on the cluster; nobody here changed it.
 *
 * @param differences one text each, for people
 */
@MessageType(value = "dev.moru.server.drifted.v1", topics = Topics.PROVISIONING_EVENTS)
public record ServerDrifted(ServerSnapshot server, List<String> differences) implements ServerEvent {}
