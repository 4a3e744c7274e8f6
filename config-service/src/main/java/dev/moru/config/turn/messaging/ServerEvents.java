package dev.moru.config.turn.messaging;

import dev.moru.config.turn.Hosts;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets servers that are gone. */
@Component
class ServerEvents implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ServerEvents.class);

    private final Hosts hosts;

    ServerEvents(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        messages.stream()
                .filter(message -> message.body() instanceof ServerDeleted)
                .map(message -> UUID.fromString(message.envelope().subject()))
                .sorted()
                .forEach(hosts::forget);
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Event {} was put aside: {}", letter.position(), letter.reason());
    }
}
