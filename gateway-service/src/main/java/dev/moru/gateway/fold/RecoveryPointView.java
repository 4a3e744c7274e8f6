package dev.moru.gateway.fold;

import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private record Told(RecoveryPoint point, boolean met, Envelope by) {

        Place place() {
            return Place.of(by);
        }
    }

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
            toldBy(event).ifPresent(told -> newest.merge(told.point().serverId(), told, Place.later(Told::place)));
        }
        if (newest.isEmpty()) {
            return;
        }
        var told = newest.values();
        jdbc.update(
                upsert,
                Column.of(told, each -> each.point().serverId()),
                Column.of(told, Told::met),
                Column.of(told, each -> each.by().time()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
                Column.of(told, each -> codec.write(each.point())));
    }

    private static Optional<Told> toldBy(FoldedEvent event) {
        if (event.body() instanceof RecoveryPointMet met) {
            return Optional.of(new Told(met.point(), true, event.envelope()));
        }
        return event.body() instanceof RecoveryPointMissed missed
                ? Optional.of(new Told(missed.point(), false, event.envelope()))
                : Optional.empty();
    }
}
