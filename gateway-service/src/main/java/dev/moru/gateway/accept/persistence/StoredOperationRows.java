package dev.moru.gateway.accept.persistence;

import dev.moru.contracts.Command;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.accept.EndedOperation;
import dev.moru.gateway.accept.OperationStore;
import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Incoming;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Operations in PostgreSQL, one at a time. */
@Component
class StoredOperationRows implements OperationStore {

    private static final String FIND = """
            select document::text as document, request ->> 'type' as type, (request -> 'body')::text as body, subject, now() as at
            from operation where id = $1
            """;

    private static final String REQUEST_CANCEL = """
            update operation
            set document = document || '{"cancel": "REQUESTED", "cancelReason": null}', updated_at = now()
            where id = $1 returning document::text as document
            """;

    private final DatabaseClient database;
    private final MessageCodec codec;
    private final TransactionalOperator transactions;
    private final AuditRows audit;
    private final ReactiveOutbox outbox;

    StoredOperationRows(
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

    private record Row(Operation document, Optional<String> type, Optional<String> body, String subject, Instant at) {}

    @Override
    public Mono<EndedOperation> find(UUID operation) {
        return row(operation, "").map(row -> new EndedOperation(row.document(), command(row)));
    }

    /** Operations from inside, such as a policy's, have no command here. */
    private Optional<Command> command(Row row) {
        return row.type().map(type -> StoredCommand.read(type, row.body().orElseThrow(), codec));
    }

    @Override
    public Mono<Operation> cancel(UUID operation, Requester requester, boolean validateOnly) {
        return row(operation, " for update")
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no operation " + operation)
                        .asException()))
                .flatMap(row -> validateOnly || isUnderWay(row) ? Mono.just(row.document()) : request(row, requester))
                .as(transactions::transactional)
                .doOnSuccess(done -> outbox.wakeRelay());
    }

    private static boolean isUnderWay(Row row) {
        if (row.document().state().isTerminal()) {
            throw Problem.of(
                            ProblemType.OPERATION_ENDED,
                            "the operation ended " + row.document().state())
                    .asException();
        }
        return row.document().cancel() == CancelState.REQUESTED;
    }

    private Mono<Operation> request(Row row, Requester requester) {
        var operation = row.document();
        return database.sql(REQUEST_CANCEL)
                .bind(0, operation.id())
                .map(changed -> codec.read(new Cells(changed).text("document"), Operation.class))
                .one()
                .delayUntil(changed -> audit.append(auditEntry(row, requester)))
                .delayUntil(changed -> outbox.append(List.of(message(row, requester))));
    }

    private static OutboundMessage message(Row row, Requester requester) {
        var operation = row.document();
        var context = MessageContext.NONE
                .withOperation(operation.id())
                .withActor(requester.actor())
                .withProject(operation.project())
                .withSite(operation.site())
                .withTraceparent(requester.traceparent());
        return new OutboundMessage(
                Topics.PROVISIONING_COMMANDS, row.subject(), new CancelOperation(operation.id(), null), context);
    }

    private static AuditEntry auditEntry(Row row, Requester requester) {
        var operation = row.document();
        return new AuditEntry(
                Incoming.newId(),
                row.at(),
                requester,
                "operation.cancel",
                AuditEntry.Outcome.ACCEPTED,
                operation.project(),
                operation.target().kind(),
                operation.target().id().toString(),
                operation.target().name(),
                operation.id(),
                null);
    }

    private Mono<Row> row(UUID operation, String locking) {
        return database.sql(FIND + locking).bind(0, operation).map(this::read).one();
    }

    private Row read(Readable row) {
        var cells = new Cells(row);
        return new Row(
                codec.read(cells.text("document"), Operation.class),
                cells.optionalText("type"),
                cells.optionalText("body"),
                cells.text("subject"),
                cells.time("at"));
    }
}
