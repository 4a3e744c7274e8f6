package dev.moru.gateway.backup;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Backups, as they were folded last. */
@Component
class StoredBackups {

    private static final ListTable BACKUPS = ListTable.of("backup_view")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", BackupState.class)
            .field("server", "server", FieldType.TEXT)
            .field("serverId", "server_id", FieldType.ID)
            .field("site", "site", FieldType.TEXT)
            .field("policy", "policy", FieldType.TEXT)
            .sortable("startedAt", "started_at", FieldType.TIME)
            .orderedBy("startedAt desc");

    private static final String BY_ID = "select document::text as document from backup_view where id = $1";
    private static final String POINT =
            "select document::text as document, met from recovery_point_view where server_id = $1";

    private final DatabaseClient database;
    private final Lister lister;
    private final MessageCodec codec;

    StoredBackups(DatabaseClient database, Lister lister, MessageCodec codec) {
        this.database = database;
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<Backup>> page(Where where, ListRequest request) {
        return lister.page(BACKUPS, where, request, this::backup);
    }

    /** A backup that the caller may see; others are as if they were not there. */
    Mono<Backup> find(UUID id, ProjectScope scope) {
        return database.sql(BY_ID)
                .bind(0, id)
                .map(row -> codec.read(new Cells(row).text("document"), Backup.class))
                .one()
                .filter(backup -> scope.covers(backup.project()))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no backup " + id)
                        .asException()));
    }

    /** Empty for a server of which nothing has been told: it has no policy, or is too new. */
    Mono<ServerRecovery> recoveryPoint(UUID server) {
        return database.sql(POINT)
                .bind(0, server)
                .map(row -> {
                    var cells = new Cells(row);
                    var point = codec.read(cells.text("document"), RecoveryPoint.class);
                    return new ServerRecovery(cells.flag("met"), point.policyName(), point.newest(), point.wanted());
                })
                .one();
    }

    private Backup backup(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), Backup.class);
    }
}
