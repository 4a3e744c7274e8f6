package dev.moru.monitoring.target.messaging;

import dev.moru.contracts.server.ServerEvent;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.monitoring.target.Target;
import dev.moru.monitoring.target.Targets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the last that each poll tells of a server. */
@Component
class ToldServers implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ToldServers.class);

    private final Targets targets;

    ToldServers(Targets targets) {
        this.targets = targets;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        // Sorted, so that rows are locked in one order.
        var told = new TreeMap<UUID, Target>();
        for (var message : messages) {
            if (message.body() instanceof ServerEvent event) {
                told.put(event.server().id(), Target.of(event.server()));
            }
        }
        targets.store(told.values());
    }

    /** The next event of the server brings what this one would have. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Event {} can't be read: {}", letter.position(), letter.reason());
    }
}
