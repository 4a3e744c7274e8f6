package dev.moru.backup.command;

import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.Verifications;
import dev.moru.backup.policy.Protections;
import dev.moru.backup.policy.RecoveryWatch;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the last that each poll tells of a server, lets go what ended operations have held, and what came of trying a backup. */
@Component
class ToldServers implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ToldServers.class);

    private final Protections protections;
    private final RecoveryWatch watch;
    private final PointLife points;

    ToldServers(Protections protections, RecoveryWatch watch, PointLife points) {
        this.protections = protections;
        this.watch = watch;
        this.points = points;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        // Sorted, so that rows are locked in one order.
        var told = new TreeMap<UUID, ServerSnapshot>();
        for (var message : messages) {
            if (message.body() instanceof ServerEvent event) {
                told.put(event.server().id(), event.server());
            }
        }
        told.values().forEach(this::observe);
        for (var message : messages) {
            if (message.body() instanceof OperationEnded ended) {
                settle(ended.operation());
            }
        }
    }

    private void settle(Operation ended) {
        points.release(ended.id());
        Verifications.in(ended)
                .ifPresent(verification -> points.verified(ended.target().id(), verification));
    }

    private void observe(ServerSnapshot server) {
        protections.observe(server);
        watch.look(server.id());
    }

    /** The next event of the server brings what this one would have. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Event {} can't be read: {}", letter.position(), letter.reason());
    }
}
