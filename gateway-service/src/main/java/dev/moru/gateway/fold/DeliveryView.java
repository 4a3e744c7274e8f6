package dev.moru.gateway.fold;

import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.durable.MessageCodec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private record Told(Delivery delivery, Place place) {}

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
        var newest = new LinkedHashMap<UUID, Told>();
        for (var event : events) {
            deliveryOf(event.body())
                    .map(delivery -> new Told(delivery, Place.of(event.envelope())))
                    .ifPresent(told -> newest.merge(told.delivery().id(), told, Place.later(Told::place)));
        }
        if (!newest.isEmpty()) {
            upsert(newest.values());
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

    private void upsert(Collection<Told> told) {
        jdbc.update(
                upsert,
                Column.of(told, each -> each.delivery().id()),
                Column.of(told, each -> each.delivery().project()),
                Column.of(told, each -> each.delivery().channel()),
                Column.of(told, each -> each.delivery().route()),
                Column.of(told, each -> each.delivery().eventId()),
                Column.of(told, each -> each.delivery().eventType()),
                Column.of(told, each -> each.delivery().state()),
                Column.of(told, each -> each.delivery().createdAt()),
                Column.of(told, each -> each.delivery().updatedAt()),
                Column.of(told, each -> each.place().epoch()),
                Column.of(told, each -> each.place().sequence()),
                Column.of(told, each -> codec.write(each.delivery())));
    }

    private static Optional<Delivery> deliveryOf(@Nullable Object body) {
        if (body instanceof DeliveryDelayed delayed) {
            return Optional.of(delayed.delivery());
        }
        if (body instanceof DeliverySucceeded succeeded) {
            return Optional.of(succeeded.delivery());
        }
        if (body instanceof DeliveryHeld held) {
            return Optional.of(held.delivery());
        }
        if (body instanceof DeliveryGrouped grouped) {
            return Optional.of(grouped.delivery());
        }
        return body instanceof DeliveryFailed failed ? Optional.of(failed.delivery()) : Optional.empty();
    }
}
