package dev.moru.config.turn;

import java.util.UUID;

/** Names a turn: {@code number} counts those of the server. */
public record TurnId(UUID server, long number) implements Comparable<TurnId> {

    @Override
    public int compareTo(TurnId other) {
        int byServer = server.compareTo(other.server);
        return byServer != 0 ? byServer : Long.compare(number, other.number);
    }
}
