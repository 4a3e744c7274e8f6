package dev.moru.gateway.alert;

import dev.moru.contracts.Severity;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
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

/** Alerts, as they were folded last. */
@Component
class StoredAlerts {

    private static final ListTable ALERTS = ListTable.of("alert_view")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", AlertState.class)
            .words("severity", "severity", Severity.class)
            .field("name", "name", FieldType.TEXT)
            .field("site", "site", FieldType.TEXT)
            .field("serverId", "server", FieldType.ID)
            .sortable("startsAt", "starts_at", FieldType.TIME)
            .orderedBy("startsAt desc");

    private static final String BY_ID = "select document::text as document from alert_view where id = $1";

    private final DatabaseClient database;
    private final Lister lister;
    private final MessageCodec codec;

    StoredAlerts(DatabaseClient database, Lister lister, MessageCodec codec) {
        this.database = database;
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<Alert>> page(Where where, ListRequest request) {
        return lister.page(ALERTS, where, request, this::alert);
    }

    /** An alert that the caller may see; others are as if they were not there. */
    Mono<Alert> find(UUID id, ProjectScope scope) {
        return database.sql(BY_ID)
                .bind(0, id)
                .map(row -> codec.read(new Cells(row).text("document"), Alert.class))
                .one()
                .filter(alert -> scope.covers(alert.project()))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no alert " + id)
                        .asException()));
    }

    private Alert alert(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), Alert.class);
    }
}
