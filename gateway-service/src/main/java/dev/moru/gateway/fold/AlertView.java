package dev.moru.gateway.fold;

import dev.moru.contracts.alert.AlertEvent;
import dev.moru.durable.MessageCodec;
import java.util.List;
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
        var told = Told.newest(events, AlertEvent.class, AlertEvent::alert);
        if (told.isEmpty()) {
            return;
        }
        jdbc.update(
                upsert,
                Column.of(told, each -> each.body().id()),
                Column.of(told, each -> each.body().project()),
                Column.of(told, each -> each.body().name()),
                Column.of(told, each -> each.body().severity()),
                Column.of(told, each -> each.body().state()),
                Column.of(told, each -> each.body().site()),
                Column.of(told, each -> each.body().serverId()),
                Column.of(told, each -> each.body().startsAt()),
                Column.of(told, each -> each.by().time()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
                Column.of(told, each -> codec.write(each.body())));
    }
}
