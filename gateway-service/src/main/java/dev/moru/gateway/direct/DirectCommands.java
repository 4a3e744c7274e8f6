package dev.moru.gateway.direct;

import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Accepts direct commands: the key, the audit row and the command in one transaction, once per request. */
@Component
public class DirectCommands {

    private static final String REMEMBER = """
            insert into direct_request (request_key, request_hash) values ($1, $2) on conflict do nothing
            returning accepted_at
            """;

    private static final String REMEMBERED = "select request_hash from direct_request where request_key = $1";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final AuditRows audit;
    private final ReactiveOutbox outbox;
    private final Incoming incoming;

    DirectCommands(
            DatabaseClient database,
            TransactionalOperator transactions,
            AuditRows audit,
            ReactiveOutbox outbox,
            Incoming incoming) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
        this.outbox = outbox;
        this.incoming = incoming;
    }

    /**
     * Sends a command about something.
     *
     * @param target finds it; empty: there is nothing to send
     * @param commandOf makes the command for it, with the time of acceptance
     * @return the target as it was found
     */
    public <T> Mono<T> send(
            Call call, @Nullable Object body, Mono<T> target, BiFunction<T, Instant, DirectCommand> commandOf) {
        var key = incoming.key(call, body);
        var requester = incoming.requester(call.exchange(), call.caller());
        return target.delayUntil(found -> call.terms().validateOnly()
                        ? Mono.empty()
                        : remember(key).flatMap(at -> send(commandOf.apply(found, at), requester, at)))
                .as(transactions::transactional)
                .doOnNext(found -> outbox.wakeRelay());
    }

    /** Empty when the same request was accepted before. */
    private Mono<Instant> remember(RequestKey key) {
        return database.sql(REMEMBER)
                .bind(0, key.key())
                .bind(1, key.bodyHash())
                .map(row -> new Cells(row).time("accepted_at"))
                .one()
                .switchIfEmpty(Mono.defer(() -> requireSame(key)));
    }

    private Mono<Instant> requireSame(RequestKey key) {
        return database.sql(REMEMBERED)
                .bind(0, key.key())
                .map(row -> new Cells(row).text("request_hash"))
                .one()
                .filter(hash -> !hash.equals(key.bodyHash()))
                .flatMap(other -> Mono.error(() -> Problem.of(
                                ProblemType.KEY_REUSED, "the Idempotency-Key was sent with another body before")
                        .asException()));
    }

    private Mono<Void> send(DirectCommand command, Requester requester, Instant at) {
        var target = command.target();
        var context = MessageContext.NONE
                .withActor(requester.actor())
                .withProject(target.project())
                .withTraceparent(requester.traceparent());
        var entry = new AuditEntry(
                Incoming.newId(),
                at,
                requester,
                command.action(),
                AuditEntry.Outcome.ACCEPTED,
                target.project(),
                target.kind(),
                target.id(),
                target.name(),
                null,
                null);
        return audit.append(entry)
                .then(outbox.append(
                        List.of(new OutboundMessage(command.topic(), target.id(), command.body(), context))));
    }
}
