package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.Topics;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.provisioning.server.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What participants say of the turns that they were handed. Their other events are not the owner's business. */
public final class PartAnswers implements MessageHandler {

    private final Servers servers;

    public PartAnswers(Servers servers) {
        this.servers = servers;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        servers.handle(messages.stream()
                .flatMap(message -> addressed(message).stream())
                .toList());
    }

    /** Where a participant answers. */
    public static String topicOf(Participant participant) {
        return switch (participant) {
            case CONFIG -> Topics.CONFIG_EVENTS;
            case MONITORING -> Topics.MONITORING_EVENTS;
            case BACKUP -> Topics.BACKUP_EVENTS;
        };
    }

    private static Optional<Servers.Addressed> addressed(InboundMessage message) {
        return said(message).map(said -> {
            var envelope = message.envelope();
            return Servers.Addressed.to(
                    UUID.fromString(envelope.subject()),
                    said,
                    envelope.context().causedBy(envelope.id()).expiringAt(null));
        });
    }

    private static Optional<ServerMessage> said(InboundMessage message) {
        if (message.body() instanceof TurnAnswered answer) {
            return Optional.of(new ServerMessage.PartAnswered(answer));
        }
        return message.body() instanceof TurnProgressed progress
                ? Optional.of(new ServerMessage.PartProgressed(progress))
                : Optional.empty();
    }

    /** The turn stays with its participant until it is asked back at its deadline, and answers once more. */
    @Override
    public void onDeadLetter(DeadLetter letter) {}
}
