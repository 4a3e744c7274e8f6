package dev.moru.gateway.accept.persistence;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.accept.BulkRuling;
import dev.moru.gateway.accept.NewOperation;
import dev.moru.gateway.accept.Ruling;
import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.database.MultiRow;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.server.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes what was accepted, in the running transaction. Rows go in key order, so that no two writers wait for each other. */
@Component
class AcceptedWriter {

    private static final String UNNESTED_HEADS = """
            unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::boolean[],
                   $9::jsonb[], $10::boolean[], $11::int[], $12::timestamptz[], $13::timestamptz[])""";

    private static final String INSERT_HEADS = """
            insert into head (id, project, name, site, origin, version, accepted_sequence, protected, spec, deleting,
                              open_operations, created_at, updated_at)
            select * from %s
            """.formatted(UNNESTED_HEADS);

    private static final String UPDATE_HEADS = """
            update head h set version = n.version, accepted_sequence = n.accepted_sequence, protected = n.protected,
              spec = n.spec, deleting = n.deleting, open_operations = n.open_operations, updated_at = n.updated_at
            from %s as n (id, project, name, site, origin, version, accepted_sequence, protected, spec, deleting,
                          open_operations, created_at, updated_at)
            where h.id = n.id
            """.formatted(UNNESTED_HEADS);

    private static final String INSERT_OPERATIONS = """
            insert into operation (id, kind, project, site, target_kind, target_id, target_name, subject, actor, state,
                                   created_at, updated_at, deadline_at, retry_of, parent, document, request_key,
                                   request_hash, request)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[],
                                 $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[],
                                 $13::timestamptz[], $14::uuid[], $15::uuid[], $16::jsonb[], $17::text[], $18::text[],
                                 $19::jsonb[])
            """;

    private final DatabaseClient database;
    private final MessageCodec codec;
    private final AuditRows audit;
    private final ReactiveOutbox outbox;

    AcceptedWriter(DatabaseClient database, MessageCodec codec, AuditRows audit, ReactiveOutbox outbox) {
        this.database = database;
        this.codec = codec;
        this.audit = audit;
        this.outbox = outbox;
    }

    Mono<Void> write(List<Ruling.Accepted> accepted) {
        var operations = accepted.stream().map(Ruling.Accepted::operation).toList();
        // Sent one behind the other without waiting for answers: the connection keeps their order.
        return Mono.when(
                writeHeads(INSERT_HEADS, heads(accepted, Ruling.HeadChange.INSERT)),
                writeHeads(UPDATE_HEADS, heads(accepted, Ruling.HeadChange.UPDATE)),
                writeOperations(operations),
                audit.append(operations.stream().map(AcceptedWriter::auditEntry).toList()),
                outbox.append(operations.stream().map(NewOperation::message).toList()));
    }

    /** A parent and its children; the audit trail takes the parent alone. */
    Mono<Void> write(BulkRuling ruling) {
        var children = ruling.children();
        var operations = new ArrayList<NewOperation>();
        operations.add(ruling.parent());
        children.forEach(child -> operations.add(child.operation()));
        return writeHeads(UPDATE_HEADS, heads(children, Ruling.HeadChange.UPDATE))
                .then(writeOperations(operations))
                .then(audit.append(auditEntry(ruling.parent())))
                .then(outbox.append(
                        operations.stream().map(NewOperation::message).toList()));
    }

    private static List<Head> heads(List<Ruling.Accepted> accepted, Ruling.HeadChange change) {
        return accepted.stream()
                .filter(ruling -> ruling.change() == change && ruling.head() != null)
                .map(Ruling.Accepted::head)
                .sorted(Comparator.comparing(Head::project).thenComparing(Head::name))
                .toList();
    }

    private Mono<Void> writeHeads(String statement, List<Head> heads) {
        return heads.isEmpty()
                ? Mono.empty()
                : MultiRow.bind(database.sql(statement), heads, head -> HeadRow.columns(head, codec))
                        .then();
    }

    private Mono<Void> writeOperations(List<NewOperation> operations) {
        var sorted = operations.stream()
                .sorted(Comparator.comparing(operation ->
                        operation.key() == null ? "" : operation.key().key()))
                .toList();
        return sorted.isEmpty()
                ? Mono.empty()
                : MultiRow.bind(database.sql(INSERT_OPERATIONS), sorted, this::columns)
                        .then();
    }

    private List<@Nullable Object> columns(NewOperation operation) {
        var document = operation.document();
        var key = operation.key();
        return Arrays.asList(
                document.id(),
                document.kind(),
                document.project(),
                document.site(),
                document.target().kind(),
                document.target().id(),
                document.target().name(),
                operation.subject(),
                document.actor(),
                document.state(),
                document.createdAt(),
                document.updatedAt(),
                document.deadlineAt(),
                document.retryOf(),
                document.parent(),
                codec.write(document),
                key == null ? null : key.key(),
                key == null ? null : key.bodyHash(),
                StoredCommand.of(operation.command(), codec));
    }

    private static AuditEntry auditEntry(NewOperation operation) {
        var document = operation.document();
        return new AuditEntry(
                document.id(),
                document.createdAt(),
                operation.requester(),
                document.kind(),
                AuditEntry.Outcome.ACCEPTED,
                document.project(),
                document.target().kind(),
                document.target().id().toString(),
                document.target().name(),
                document.id(),
                null);
    }
}
