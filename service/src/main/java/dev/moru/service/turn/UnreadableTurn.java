package dev.moru.service.turn;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.durable.Envelope;
import dev.moru.durable.consume.DeadLetter;
import java.util.Optional;
import java.util.UUID;

/**
 * A turn, or the stop of one, whose command can't be read. Its headers say which turn it is, and so it is answered all the
 * same.
 *
 * @param envelope of the command
 */
public record UnreadableTurn(UUID server, HandedTurn turn, Envelope envelope, String reason) {

    /** Empty when the letter is not about a turn. */
    public static Optional<UnreadableTurn> in(DeadLetter letter) {
        return letter.knownEnvelope().flatMap(envelope -> {
            var operation = envelope.context().operationId();
            var answerTo = envelope.context().answerTo();
            return operation == null || answerTo == null
                    ? Optional.empty()
                    : Optional.of(new UnreadableTurn(
                            UUID.fromString(envelope.subject()),
                            HandedTurn.of(operation, answerTo),
                            envelope,
                            letter.reason()));
        });
    }

    /** What it asked for, if it was the stop of the turn; empty when it was the turn itself. */
    public Optional<StopTurn> stop() {
        return MessageCatalog.find(envelope.type())
                .filter(StopTurn.class::equals)
                .map(type -> new StopTurn(turn, reason));
    }
}
