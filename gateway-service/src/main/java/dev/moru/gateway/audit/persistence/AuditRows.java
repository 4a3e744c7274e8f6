package dev.moru.gateway.audit.persistence;

import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.AuditTrail;
import dev.moru.gateway.database.MultiRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appends to the audit trail in the running transaction; the sealer chains the rows once they are committed. */
@Component
public class AuditRows implements AuditTrail {

    private static final String INSERT = """
            insert into audit (id, at, actor, action, outcome, project, target_kind, target_id, target_name, operation,
                               address, trace, detail)
            select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                 $8::text[], $9::text[], $10::uuid[], $11::text[], $12::text[], $13::text[])
            """;

    private final DatabaseClient database;

    AuditRows(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> append(AuditEntry entry) {
        return append(List.of(entry));
    }

    public Mono<Void> append(List<AuditEntry> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : MultiRow.bind(database.sql(INSERT), entries, AuditRows::columns)
                        .then();
    }

    private static List<@Nullable Object> columns(AuditEntry entry) {
        return Arrays.asList(
                entry.id(),
                entry.at(),
                entry.requester().actor(),
                entry.action(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.project(),
                entry.targetKind(),
                entry.targetId(),
                entry.targetName(),
                entry.operation(),
                entry.requester().address(),
                entry.requester().traceparent(),
                entry.detail());
    }
}
