package dev.moru.gateway.fold;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
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
            insert into %s as v (id, project, name, severity, state, site, server, starts_at, told_at, epoch,
                                 sequence, document)
            select id::uuid, project, name, severity, state, site, server::uuid, starts_at::timestamptz,
                   told_at::timestamptz, epoch::int, sequence::bigint, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
              as d(id, project, name, severity, state, site, server, starts_at, told_at, epoch, sequence, document)
            order by id
            on conflict (id) do update set
              severity = excluded.severity, state = excluded.state, starts_at = excluded.starts_at,
              told_at = excluded.told_at, epoch = excluded.epoch, sequence = excluded.sequence,
              document = excluded.document
            -- A dead letter that is handled late tells what was.
            where (v.epoch, v.sequence) <= (excluded.epoch, excluded.sequence)
            """;

    private record Told(Alert alert, Envelope by) {

        Place place() {
            return Place.of(by);
        }
    }

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
                    .map(alert -> new Told(alert, event.envelope()))
                    .ifPresent(told -> newest.merge(told.alert().id(), told, Place.later(Told::place)));
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
                Column.of(told, each -> each.by().time()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
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
