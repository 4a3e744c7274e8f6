package dev.moru.gateway.delivery.web;

import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.request.Incoming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Passes the request for a redelivery to its owner, once per request. */
@Component
class Redelivery {

    private static final String REMEMBER = """
            insert into direct_request (request_key, request_hash) values ($1, $2) on conflict do nothing
            returning accepted_at
            """;

    private final DatabaseClient database;
    private final MessageCodec codec;
    private final TransactionalOperator transactions;
    private final AuditRows audit;
    private final ReactiveOutbox outbox;

    Redelivery(
            DatabaseClient database,
            MessageCodec codec,
            TransactionalOperator transactions,
            AuditRows audit,
            ReactiveOutbox outbox) {
        this.database = database;
        this.codec = codec;
        this.transactions = transactions;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** The delivery that is to be sent again; empty when there is none. */
    Mono<Delivery> request(UUID id, RequestKey key, Requester requester) {
        return find(id).delayUntil(delivery -> remember(key).flatMap(at -> send(delivery, requester, at)))
                .as(transactions::transactional)
                .doOnNext(delivery -> outbox.wakeRelay());
    }

    private Mono<Delivery> find(UUID id) {
        return database.sql("select document::text as document from delivery_view where id = $1")
                .bind(0, id)
                .map(row -> codec.read(new Cells(row).text("document"), Delivery.class))
                .one();
    }

    /** Empty when the same request was accepted before. */
    private Mono<Instant> remember(RequestKey key) {
        return database.sql(REMEMBER)
                .bind(0, key.key())
                .bind(1, key.bodyHash())
                .map(row -> new Cells(row).time("accepted_at"))
                .one();
    }

    private Mono<Void> send(Delivery delivery, Requester requester, Instant at) {
        var context = MessageContext.NONE
                .withActor(requester.actor())
                .withProject(delivery.project())
                .withTraceparent(requester.traceparent());
        var message = new OutboundMessage(
                Topics.NOTIFICATION_COMMANDS, delivery.id().toString(), new Redeliver(delivery.id()), context);
        var entry = new AuditEntry(
                Incoming.newId(),
                at,
                requester,
                "delivery.redeliver",
                AuditEntry.Outcome.ACCEPTED,
                delivery.project(),
                "delivery",
                delivery.id().toString(),
                delivery.channel(),
                null,
                null);
        return audit.append(entry).then(outbox.append(List.of(message)));
    }
}
