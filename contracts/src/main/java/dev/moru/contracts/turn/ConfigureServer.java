package dev.moru.contracts.turn;

import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerSnapshot;

/**
 * Brings a server to the roles of its spec.
 *
 * @param check whether to say only what would change
 */
@MessageType(value = "dev.moru.server.configure.v1", topics = Topics.CONFIG_COMMANDS, isPublic = false)
public record ConfigureServer(HandedTurn turn, ServerSnapshot server, GuestAccess access, boolean check)
        implements TurnCommand {}
