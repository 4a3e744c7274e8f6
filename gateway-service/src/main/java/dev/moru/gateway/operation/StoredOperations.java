package dev.moru.gateway.operation;

import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.Cursor;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Operations as they are known here: as accepted, then as their owners have reported them. */
@Component
class StoredOperations {

    private static final ListTable OPERATIONS = ListTable.of("operation")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", OperationState.class)
            .field("kind", "kind", FieldType.TEXT)
            .field("project", "project", FieldType.TEXT)
            .field("site", "site", FieldType.TEXT)
            .field("target", "target_name", FieldType.TEXT)
            .field("targetId", "target_id", FieldType.ID)
            .field("targetKind", "target_kind", FieldType.TEXT)
            .field("actor", "actor", FieldType.TEXT)
            .field("parent", "parent", FieldType.ID)
            .field("retryOf", "retry_of", FieldType.ID)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .field("updatedAt", "updated_at", FieldType.TIME)
            .field("deadlineAt", "deadline_at", FieldType.TIME)
            .orderedBy("createdAt desc");

    // One statement, and so one snapshot: the place in the journal is the one that the document is as new as.
    private static final String SNAPSHOT = """
            select o.document, e.epoch, e.position from operation o cross join journal_end e where o.id = $1
            """;
    private static final String LOG = """
            select j.data from operation_log l join journal j using (position)
            where l.operation = $1 and l.last_n >= $2 and l.position <= $3
            order by l.first_n, l.position limit $4
            """;

    /** An operation, and the place in the journal up to which it contains everything. */
    record Snapshot(Operation operation, Cursor seen) {}

    private final DatabaseClient database;
    private final Lister lister;
    private final MessageCodec codec;

    StoredOperations(DatabaseClient database, Lister lister, MessageCodec codec) {
        this.database = database;
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<Operation>> page(ProjectScope scope, ListRequest request) {
        return lister.page(OPERATIONS, Where.EVERYTHING.visibleTo(scope, "project"), request, this::operation);
    }

    /** Empty when there is none that may be seen. */
    Mono<Snapshot> find(UUID id, ProjectScope scope) {
        return database.sql(SNAPSHOT)
                .bind(0, id)
                .map(row -> new Snapshot(
                        operation(row),
                        new Cursor(given(row.get("epoch", Integer.class)), given(row.get("position", Long.class)))))
                .one()
                .filter(found -> scope.covers(found.operation.project()));
    }

    /** The chunks of a log that hold lines from a number on, in order. */
    Flux<LogAppended> chunks(UUID operation, long from, long upToPosition, int atMost) {
        return database.sql(LOG)
                .bind(0, operation)
                .bind(1, from)
                .bind(2, upToPosition)
                .bind(3, atMost)
                .map(row -> codec.read(
                        new String(given(row.get("data", byte[].class)), StandardCharsets.UTF_8), LogAppended.class))
                .all();
    }

    Flux<LogLine> lines(UUID operation, long from, int atMost) {
        return chunks(operation, from, Long.MAX_VALUE, atMost)
                .flatMapIterable(LogAppended::lines)
                .filter(line -> line.n() >= from)
                .take(atMost);
    }

    private Operation operation(Readable row) {
        return codec.read(given(row.get("document", String.class)), Operation.class);
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
