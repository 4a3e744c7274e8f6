package dev.moru.contracts.turn;

import java.util.UUID;

/**
 * A turn on a server while its owner has handed it to a participant. The participant answers once, with the same turn, and
 * stops by itself at the command's {@code expiresat}; until it has answered, nobody else acts on the server.
 *
 * @param number counts the turns of the server, from 1
 * @param operation whose turn it is
 * @param step the operation's step that the participant performs
 * @param firstLine the number that the participant's first line in the operation's log gets; the owner adds none meanwhile
 */
public record HandedTurn(long number, UUID operation, String step, long firstLine) {

    /** As a command names it in its headers, so that it can be answered where its body can't be read. */
    public String answerTo() {
        return number + "/" + firstLine + "/" + step;
    }

    /** @throws IllegalArgumentException when the text names no turn */
    public static HandedTurn of(UUID operation, String answerTo) {
        var parts = answerTo.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("'" + answerTo + "' names no turn");
        }
        return new HandedTurn(Long.parseLong(parts[0]), operation, parts[2], Long.parseLong(parts[1]));
    }
}
