package dev.moru.contracts.turn;

import dev.moru.contracts.Command;
import dev.moru.contracts.server.ServerSnapshot;

/** Hands a turn to a participant. The subject is the server's id, and the command's {@code expiresat} bounds the turn. */
public interface TurnCommand extends Command {

    HandedTurn turn();

    /** As it is while the turn is handed over. */
    ServerSnapshot server();
}
