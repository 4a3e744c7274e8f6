package dev.moru.gateway.database;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.OutboxRelay;
import dev.moru.durable.outbox.OutboxStatement;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appends messages to the service's outbox in the running reactive transaction. */
@Component
public class ReactiveOutbox {

    private final DatabaseClient database;
    private final MessageCodec codec;
    private final Origin origin;
    private final OutboxRelay relay;

    ReactiveOutbox(DatabaseClient database, MessageCodec codec, Origin origin, OutboxRelay relay) {
        this.database = database;
        this.codec = codec;
        this.origin = origin;
        this.relay = relay;
    }

    public Mono<Void> append(List<OutboundMessage> messages) {
        if (messages.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            var columns = OutboxStatement.encode(messages, codec);
            return database.sql(OutboxStatement.SQL)
                    .bind(0, columns.topics)
                    .bind(1, columns.subjects)
                    .bind(2, columns.attributes)
                    .bind(3, columns.bodies)
                    .bind(4, origin.source())
                    .bind(5, origin.epoch())
                    .then();
        });
    }

    /** To be called after the commit: what was appended may leave now. */
    public void wakeRelay() {
        relay.wake();
    }
}
