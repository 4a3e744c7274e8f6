package dev.moru.gateway.fold;

import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.durable.MessageCodec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** How servers stand against what their policies want. */
final class RecoveryPointView implements ReadModel {

    static final String TABLE = "recovery_point_view";

    private static final String UPSERT = """
            insert into %s as v (server_id, met, told_at, document)
            select server_id::uuid, met::boolean, told_at::timestamptz, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as d(server_id, met, told_at, document)
            order by server_id
            on conflict (server_id) do update set
              met = excluded.met, told_at = excluded.told_at, document = excluded.document
            where v.told_at <= excluded.told_at
            """;

    private record Told(RecoveryPoint point, boolean met, Instant at) {}

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
        var newest = new LinkedHashMap<UUID, Told>();
        for (var event : events) {
            if (event.body() instanceof RecoveryPointMet met) {
                newest.put(
                        met.point().serverId(),
                        new Told(met.point(), true, event.envelope().time()));
            } else if (event.body() instanceof RecoveryPointMissed missed) {
                newest.put(
                        missed.point().serverId(),
                        new Told(missed.point(), false, event.envelope().time()));
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        var told = newest.values();
        jdbc.update(
                upsert,
                Column.of(told, each -> each.point().serverId()),
                Column.of(told, Told::met),
                Column.of(told, Told::at),
                Column.of(told, each -> codec.write(each.point())));
    }
}
