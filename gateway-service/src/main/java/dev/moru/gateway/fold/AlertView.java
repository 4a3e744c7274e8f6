package dev.moru.gateway.fold;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.durable.MessageCodec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alerts, as monitoring told of them last. */
final class AlertView implements ReadModel {

    static final String TABLE = "alert_view";

    private static final String UPSERT = """
            insert into %s as v (id, project, name, severity, state, site, server, starts_at, told_at, document)
            select id::uuid, project, name, severity, state, site, server::uuid, starts_at::timestamptz,
                   told_at::timestamptz, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
              as d(id, project, name, severity, state, site, server, starts_at, told_at, document)
            order by id
            on conflict (id) do update set
              severity = excluded.severity, state = excluded.state, starts_at = excluded.starts_at,
              told_at = excluded.told_at, document = excluded.document
            -- A dead letter that is handled late tells what was.
            where v.told_at <= excluded.told_at
            """;

    private record Told(Alert alert, Instant at) {}

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String upsert;

    AlertView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.upsert = UPSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var newest = new LinkedHashMap<UUID, Told>();
        for (var event : events) {
            alertOf(event.body())
                    .ifPresent(alert -> newest.put(
                            alert.id(), new Told(alert, event.envelope().time())));
        }
        if (newest.isEmpty()) {
            return;
        }
        var told = newest.values();
        jdbc.update(
                upsert,
                Column.of(told, each -> each.alert().id()),
                Column.of(told, each -> each.alert().project()),
                Column.of(told, each -> each.alert().name()),
                Column.of(told, each -> each.alert().severity()),
                Column.of(told, each -> each.alert().state()),
                Column.of(told, each -> each.alert().site()),
                Column.of(told, each -> each.alert().serverId()),
                Column.of(told, each -> each.alert().startsAt()),
                Column.of(told, Told::at),
                Column.of(told, each -> codec.write(each.alert())));
    }

    private static Optional<Alert> alertOf(@Nullable Object body) {
        if (body instanceof AlertFired fired) {
            return Optional.of(fired.alert());
        }
        if (body instanceof AlertResolved resolved) {
            return Optional.of(resolved.alert());
        }
        if (body instanceof AlertAcknowledged acknowledged) {
            return Optional.of(acknowledged.alert());
        }
        return body instanceof AlertSilenced silenced ? Optional.of(silenced.alert()) : Optional.empty();
    }
}
