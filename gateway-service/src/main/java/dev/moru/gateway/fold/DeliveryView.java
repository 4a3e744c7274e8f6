package dev.moru.gateway.fold;

import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryEvent;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.durable.MessageCodec;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was sent to channels, and what they answered. */
final class DeliveryView implements ReadModel {

    static final String TABLE = "delivery_view";

    private static final String UPSERT = """
            insert into %s as v (id, project, channel, route, event_id, event_type, state, created_at, updated_at, epoch,
                                 sequence, document)
            select id::uuid, project, channel, route, event_id::uuid, event_type, state, created_at::timestamptz,
                   updated_at::timestamptz, epoch::int, sequence::bigint, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
              as d(id, project, channel, route, event_id, event_type, state, created_at, updated_at, epoch, sequence,
                   document)
            order by id
            on conflict (id) do update set
              channel = excluded.channel, route = excluded.route, state = excluded.state,
              updated_at = excluded.updated_at, epoch = excluded.epoch, sequence = excluded.sequence,
              document = excluded.document
            where (v.epoch, v.sequence) <= (excluded.epoch, excluded.sequence)
            """;

    /** It stays as it is; whoever asked finds the reason beside it until it is told of again. */
    private static final String REFUSE = """
            update %s set document = document || jsonb_build_object('refusal', ?::text), epoch = ?, sequence = ?
            where id = ? and (epoch, sequence) < (?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String upsert;
    private final String refuse;

    DeliveryView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.upsert = UPSERT.formatted(table);
        this.refuse = REFUSE.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var told = Told.newest(events, DeliveryEvent.class, DeliveryEvent::delivery);
        if (!told.isEmpty()) {
            upsert(told);
        }
        events.forEach(this::foldRefusal);
    }

    private void foldRefusal(FoldedEvent event) {
        if (event.body() instanceof RedeliveryRefused refused) {
            var place = Place.of(event.envelope());
            jdbc.update(
                    refuse,
                    refused.reason(),
                    place.epoch(),
                    place.sequence(),
                    refused.delivery(),
                    place.epoch(),
                    place.sequence());
        }
    }

    private void upsert(Collection<Told<Delivery>> told) {
        jdbc.update(
                upsert,
                Column.of(told, each -> each.body().id()),
                Column.of(told, each -> each.body().project()),
                Column.of(told, each -> each.body().channel()),
                Column.of(told, each -> each.body().route()),
                Column.of(told, each -> each.body().eventId()),
                Column.of(told, each -> each.body().eventType()),
                Column.of(told, each -> each.body().state()),
                Column.of(told, each -> each.body().createdAt()),
                Column.of(told, each -> each.body().updatedAt()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
                Column.of(told, each -> codec.write(each.body())));
    }
}
