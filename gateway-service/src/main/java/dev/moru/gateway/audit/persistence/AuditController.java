package dev.moru.gateway.audit.persistence;

import dev.moru.gateway.audit.AuditVerdict;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.security.Permitted;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reading and verifying the audit trail. */
@RestController
class AuditController {

    private static final ListTable TABLE = ListTable.of("audit")
            .columns("id, at, actor, action, outcome, project, target_kind, target_id, target_name, operation, address,"
                    + " trace, detail, number")
            .key("id", "id", FieldType.ID)
            .sortable("at", "at", FieldType.TIME)
            .field("actor", "actor", FieldType.TEXT)
            .field("action", "action", FieldType.TEXT)
            .field("outcome", "outcome", FieldType.TEXT)
            .field("project", "project", FieldType.TEXT)
            .field("target", "target_id", FieldType.TEXT)
            .field("targetName", "target_name", FieldType.TEXT)
            .field("operation", "operation", FieldType.ID)
            .orderedBy("at desc");

    private final Lister lister;
    private final AuditVerification verification;

    AuditController(Lister lister, AuditVerification verification) {
        this.lister = lister;
        this.verification = verification;
    }

    @GetMapping("/api/v1/audit")
    @Permitted("audit:read")
    Mono<Page<Entry>> list(ListRequest request) {
        return lister.page(TABLE, Where.EVERYTHING, request, AuditController::read);
    }

    @GetMapping("/api/v1/audit:verify")
    @Permitted("audit:read")
    Mono<AuditVerdict> verify() {
        return Mono.fromCallable(verification::verify).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * An entry as the API shows it.
     *
     * @param number its place in the chain; absent for the moment until it is sealed
     */
    record Entry(
            UUID id,
            Instant at,
            String actor,
            String action,
            String outcome,
            @Nullable String project,
            @Nullable Target target,
            @Nullable UUID operation,
            @Nullable String address,
            @Nullable String trace,
            @Nullable String detail,
            @Nullable Long number) {}

    /** What was acted on. */
    record Target(String kind, String id, @Nullable String name) {}

    private static Entry read(Readable row) {
        var cells = new Cells(row);
        var target = cells.optionalText("target_kind")
                .map(kind -> new Target(
                        kind,
                        cells.text("target_id"),
                        cells.optionalText("target_name").orElse(null)));
        return new Entry(
                cells.id("id"),
                cells.time("at"),
                cells.text("actor"),
                cells.text("action"),
                cells.text("outcome"),
                cells.optionalText("project").orElse(null),
                target.orElse(null),
                row.get("operation", UUID.class),
                cells.optionalText("address").orElse(null),
                cells.optionalText("trace").orElse(null),
                cells.optionalText("detail").orElse(null),
                row.get("number", Long.class));
    }
}
