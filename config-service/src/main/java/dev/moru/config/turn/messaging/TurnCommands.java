package dev.moru.config.turn.messaging;

import dev.moru.config.turn.Origin;
import dev.moru.config.turn.TurnIntake;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.durable.Envelope;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.service.turn.UnreadableTurn;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the turns that their owner hands over. */
@Component
class TurnCommands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(TurnCommands.class);

    private final TurnIntake intake;

    TurnCommands(TurnIntake intake) {
        this.intake = intake;
    }

    /** Servers are taken in the order of their ids, in which their rows are locked everywhere; each keeps its own order. */
    @Override
    public void handle(List<InboundMessage> messages) {
        messages.stream()
                .filter(message -> message.body() != null)
                .sorted(Comparator.comparing(TurnCommands::serverOf))
                .forEach(message -> handle(Objects.requireNonNull(message.body()), message.envelope()));
    }

    private void handle(Object body, Envelope envelope) {
        var server = UUID.fromString(envelope.subject());
        if (body instanceof ConfigureServer command) {
            intake.accept(server, command, originOf(envelope), expiryOf(envelope));
        } else if (body instanceof StopTurn stop) {
            intake.stop(server, stop, originOf(envelope));
        } else {
            log.warn("Message {} of type {} is for somebody else", envelope.id(), envelope.type());
        }
    }

    private static UUID serverOf(InboundMessage message) {
        return UUID.fromString(message.envelope().subject());
    }

    private static Instant expiryOf(Envelope envelope) {
        var expiresAt = envelope.context().expiresAt();
        if (expiresAt == null) {
            throw new IllegalArgumentException("a turn has no expiresat");
        }
        return expiresAt;
    }

    private static Origin originOf(Envelope envelope) {
        var context = envelope.context();
        return new Origin(envelope.id(), context.actor(), context.project(), context.site(), context.traceparent());
    }

    /** Of a turn the headers say which one it was. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Command {} was put aside: {}", letter.position(), letter.reason());
        UnreadableTurn.in(letter).ifPresent(this::answer);
    }

    private void answer(UnreadableTurn command) {
        var origin = originOf(command.envelope());
        command.stop()
                .ifPresentOrElse(
                        stop -> intake.stop(command.server(), stop, origin),
                        () -> intake.refuse(command.server(), command.turn(), origin, command.reason()));
    }
}
