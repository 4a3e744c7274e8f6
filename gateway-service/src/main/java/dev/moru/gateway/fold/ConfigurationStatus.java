package dev.moru.gateway.fold;

import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.durable.MessageCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the owners of configuration resources have applied, kept beside what was accepted. */
final class ConfigurationStatus implements ReadModel {

    static final String TABLE = "configuration";

    private static final String REPORT = """
            update %s c set status = d.status::jsonb
            from unnest(?::text[], ?::text[], ?::text[]) as d(id, observed, status)
            where c.id = d.id::uuid and (c.status ->> 'observedRevision')::bigint <= d.observed::bigint
            """;
    /** A revision that was accepted after the removal keeps the row. */
    private static final String FORGET = """
            delete from %s c using unnest(?::text[], ?::text[]) as d(id, observed)
            where c.id = d.id::uuid and c.deleting and c.revision <= d.observed::bigint
            """;

    /** As the API shows it. */
    private record Status(long observedRevision, List<Condition> conditions) {}

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String report;
    private final String forget;

    ConfigurationStatus(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.report = REPORT.formatted(table);
        this.forget = FORGET.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        report(FoldedEvent.bodies(events, ConfigurationApplied.class));
        forget(FoldedEvent.bodies(events, ConfigurationRemoved.class));
    }

    private void report(List<ConfigurationApplied> reports) {
        var newest = new LinkedHashMap<UUID, ConfigurationApplied>();
        reports.forEach(report -> newest.put(report.id(), report));
        if (newest.isEmpty()) {
            return;
        }
        var rows = newest.values();
        jdbc.update(
                report,
                Column.of(rows, ConfigurationApplied::id),
                Column.of(rows, ConfigurationApplied::observedRevision),
                Column.of(rows, row -> codec.write(new Status(row.observedRevision(), row.conditions()))));
    }

    private void forget(List<ConfigurationRemoved> removals) {
        if (!removals.isEmpty()) {
            jdbc.update(
                    forget,
                    Column.of(removals, ConfigurationRemoved::id),
                    Column.of(removals, ConfigurationRemoved::observedRevision));
        }
    }
}
