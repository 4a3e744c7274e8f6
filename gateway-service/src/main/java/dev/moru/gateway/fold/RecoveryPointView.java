package dev.moru.gateway.fold;

import dev.moru.contracts.backup.RecoveryPointEvent;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.durable.MessageCodec;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How servers stand against what their policies want. */
final class RecoveryPointView implements ReadModel {

    static final String TABLE = "recovery_point_view";

    private static final String UPSERT = """
            insert into %s as v (server_id, met, told_at, epoch, sequence, document)
            select server_id::uuid, met::boolean, told_at::timestamptz, epoch::int, sequence::bigint, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as d(server_id, met, told_at, epoch, sequence, document)
            order by server_id
            on conflict (server_id) do update set
              met = excluded.met, told_at = excluded.told_at, epoch = excluded.epoch, sequence = excluded.sequence,
              document = excluded.document
            where (v.epoch, v.sequence) <= (excluded.epoch, excluded.sequence)
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String upsert;

    RecoveryPointView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.upsert = UPSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var told = Told.newest(events, RecoveryPointEvent.class, event -> event);
        if (told.isEmpty()) {
            return;
        }
        jdbc.update(
                upsert,
                Column.of(told, each -> each.body().point().serverId()),
                Column.of(told, each -> each.body() instanceof RecoveryPointMet),
                Column.of(told, each -> each.by().time()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
                Column.of(told, each -> codec.write(each.body().point())));
    }
}
