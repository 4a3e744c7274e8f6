package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;

/** Makes a server a target of monitoring. */
@MessageType(value = "dev.moru.server.watch.v1", topics = Topics.MONITORING_COMMANDS, isPublic = false)
public record WatchServer(HandedTurn turn, ServerSnapshot server, GuestAccess access) implements TurnCommand {}
