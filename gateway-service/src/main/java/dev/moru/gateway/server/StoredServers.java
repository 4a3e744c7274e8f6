package dev.moru.gateway.server;

import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStatus;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Servers as they are known here: the accepted head, beside what their owner has reported last. */
@Component
class StoredServers {

    private static final String COLUMNS = """
            h.id, h.name, h.project, h.site, h.origin, h.version, h.spec, h.deleting, h.created_at, h.updated_at, h.gone_at,
            v.document, r.document as point, r.met""";

    private static final String TABLE =
            "head h left join server_view v on v.id = h.id left join recovery_point_view r on r.server_id = h.id";

    private static final ListTable SERVERS = ListTable.of(TABLE)
            .columns(COLUMNS)
            .key("id", "h.id", FieldType.ID)
            .name("name", "h.name")
            .sortable("createdAt", "h.created_at", FieldType.TIME)
            .words(
                    "phase",
                    "case when h.deleting then 'DELETING' else coalesce(v.phase, 'CREATING') end",
                    ServerPhase.class)
            .words("power", "coalesce(v.power, 'unknown')", List.of("running", "stopped", "unknown"))
            .field("site", "h.site", FieldType.TEXT)
            .field("node", "v.node", FieldType.TEXT)
            .field("vmId", "v.vm_id", FieldType.INTEGER)
            .field("origin", "h.origin", FieldType.TEXT)
            .field("image", "h.spec ->> 'image'", FieldType.TEXT)
            .field("preset", "h.spec ->> 'preset'", FieldType.TEXT)
            .field("cores", "(h.spec ->> 'cores')::bigint", FieldType.INTEGER)
            .field("memoryMiB", "(h.spec ->> 'memoryMiB')::bigint", FieldType.INTEGER)
            .field("tags", "array(select jsonb_array_elements_text(h.spec -> 'tags'))", FieldType.TEXTS)
            .field("protected", "h.protected", FieldType.BOOLEAN)
            .field("simulated", "v.simulated", FieldType.BOOLEAN)
            .orderedBy("createdAt desc");

    private static final String BY_ID = "select " + COLUMNS + " from " + TABLE + " where h.project = $1 and h.id = $2";
    private static final String BY_NAME =
            "select " + COLUMNS + " from " + TABLE + " where h.project = $1 and h.name = $2 and h.gone_at is null";

    private final DatabaseClient database;
    private final Lister lister;
    private final MessageCodec codec;

    StoredServers(DatabaseClient database, Lister lister, MessageCodec codec) {
        this.database = database;
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<ServerDocument>> page(ProjectScope scope, String project, ListRequest request) {
        var where = Where.EVERYTHING
                .and("h.gone_at is null")
                .and("h.project = ?", project)
                .visibleTo(scope, "h.project");
        return lister.page(SERVERS, where, request, this::document);
    }

    /**
     * One server, also after it is gone when it is named by its id.
     *
     * @param reference an id or a name
     */
    Mono<ServerDocument> find(ProjectScope scope, String project, String reference) {
        if (!scope.covers(project)) {
            return Mono.empty();
        }
        return named(project, reference).map(this::document).one();
    }

    private DatabaseClient.GenericExecuteSpec named(String project, String reference) {
        return new ServerRef(project, reference)
                .id()
                .map(id -> database.sql(BY_ID).bind(1, id))
                .orElseGet(() -> database.sql(BY_NAME).bind(1, reference))
                .bind(0, project);
    }

    private ServerDocument document(Readable row) {
        var reported = read(row, "document", ServerSnapshot.class);
        var spec = read(row, "spec", ServerSpec.class);
        var changed = given(row.get("updated_at", Instant.class));
        return new ServerDocument(
                given(row.get("id", UUID.class)),
                given(row.get("name", String.class)),
                given(row.get("project", String.class)),
                reported == null ? "vm" : reported.kind(),
                given(row.get("origin", String.class)),
                reported == null ? null : reported.driver(),
                spec,
                status(row, reported),
                reported != null && reported.simulated(),
                recoveryPoint(row, spec),
                given(row.get("version", Long.class)),
                given(row.get("created_at", Instant.class)),
                reported == null || changed.isAfter(reported.updatedAt()) ? changed : reported.updatedAt(),
                row.get("gone_at", Instant.class));
    }

    private <T> @Nullable T read(Readable row, String column, Class<T> type) {
        var document = row.get(column, String.class);
        return document == null ? null : codec.read(document, type);
    }

    /** What was told of another policy than the present one holds no longer. */
    private @Nullable ServerRecovery recoveryPoint(Readable row, @Nullable ServerSpec spec) {
        var point = read(row, "point", RecoveryPoint.class);
        return spec == null || point == null || !point.policyName().equals(spec.backupPolicy())
                ? null
                : ServerRecovery.of(point, given(row.get("met", Boolean.class)));
    }

    private static ServerStatus status(Readable row, @Nullable ServerSnapshot reported) {
        if (reported == null) {
            return accepted(given(row.get("site", String.class)), given(row.get("created_at", Instant.class)));
        }
        boolean goingAway = Boolean.TRUE.equals(row.get("deleting", Boolean.class)) && row.get("gone_at") == null;
        return goingAway ? deleting(reported.status()) : reported.status();
    }

    /** Nothing has been reported yet. */
    private static ServerStatus accepted(String site, Instant at) {
        return new ServerStatus(
                ServerPhase.CREATING,
                "unknown",
                site,
                null,
                null,
                List.of(),
                "unknown",
                null,
                List.of(),
                at,
                List.of());
    }

    private static ServerStatus deleting(ServerStatus status) {
        return new ServerStatus(
                ServerPhase.DELETING,
                status.power(),
                status.site(),
                status.node(),
                status.vmId(),
                status.addresses(),
                status.agent(),
                status.lock(),
                status.pending(),
                status.observedAt(),
                status.conditions());
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
