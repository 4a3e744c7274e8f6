package dev.moru.notification.delivery.persistence;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.notification.delivery.Dispatch;
import dev.moru.notification.delivery.Dispatches;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DispatchTable implements Dispatches {

    /** In the order of channels, so that two transactions with the same event can't wait for each other. */
    private static final String INSERT = """
            insert into delivery (id, event_id, event_type, channel_id, channel, route_id, route, project, site, severity,
                                  operation_id, state, hold_id, attempts, attempts_of_round, next_attempt_at, created_at,
                                  updated_at)
            select d.id, :eventId, :eventType, d.channel_id, d.channel, d.route_id, d.route, :project, :site, :severity,
                   :operationId, d.state, d.hold_id, 0, 0, d.due::timestamptz, :now, :now
            from unnest(:ids, :channelIds, :channels, :routeIds, :routes, :states, :holds, :due)
              d(id, channel_id, channel, route_id, route, state, hold_id, due)
            order by d.channel_id
            on conflict (event_id, channel_id) do nothing returning id
            """;

    private static final String UPDATE = """
            update delivery set state = :state, attempts = :attempts, attempts_of_round = :attemptsOfRound, progress = :progress,
              status = :status, answer = :answer, next_attempt_at = :nextAttemptAt, updated_at = :updatedAt,
              events = :events, carried_by = :carriedBy
            where id = :id
            """;

    private static final String FORGET_DELIVERIES = """
            delete from delivery where id in (
              select id from delivery where state in ('DELIVERED', 'FAILED') and updated_at < now() - make_interval(secs => ?)
              order by updated_at limit ? for update skip locked)
            """;

    private static final String FORGET_EVENTS = """
            delete from event where id in (
              select e.id from event e where e.received_at < now() - make_interval(secs => ?)
                and not exists (select 1 from delivery d where d.event_id = e.id)
              order by e.received_at limit ? for update skip locked)
            """;

    private final JdbcClient jdbc;

    DispatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> keep(UUID eventId, String body, List<Dispatch> dispatches) {
        jdbc.sql("insert into event (id, body) values (?, ?) on conflict do nothing")
                .params(eventId, body)
                .update();
        var first = dispatches.get(0);
        return jdbc.sql(INSERT)
                .param("eventId", eventId)
                .param("eventType", first.delivery().eventType())
                .param("project", first.delivery().project())
                .param("site", first.site())
                .param("operationId", first.operationId())
                .param("now", timestamp(first.delivery().createdAt()))
                .param("ids", column(dispatches, Delivery::id, UUID[]::new))
                .param("channelIds", column(dispatches, Delivery::channelId, UUID[]::new))
                .param("channels", column(dispatches, Delivery::channel, String[]::new))
                .param("routeIds", column(dispatches, Delivery::routeId, UUID[]::new))
                .param("routes", column(dispatches, Delivery::route, String[]::new))
                .param("severity", first.severity().name())
                .param("states", column(dispatches, delivery -> delivery.state().name(), String[]::new))
                .param("holds", dispatches.stream().map(Dispatch::hold).toArray(UUID[]::new))
                .param("due", column(dispatches, delivery -> String.valueOf(delivery.nextAttemptAt()), String[]::new))
                .query(UUID.class)
                .set();
    }

    private static <T> T[] column(List<Dispatch> dispatches, Function<Delivery, T> part, IntFunction<T[]> array) {
        return dispatches.stream().map(Dispatch::delivery).map(part).toArray(array);
    }

    @Override
    public Optional<Dispatch> find(UUID id) {
        return jdbc.sql("select * from delivery where id = ?")
                .param(id)
                .query(DispatchTable::read)
                .optional();
    }

    @Override
    public Optional<Dispatch> lock(UUID id) {
        return jdbc.sql("select * from delivery where id = ? for update")
                .param(id)
                .query(DispatchTable::read)
                .optional();
    }

    @Override
    public List<String> bodiesOf(UUID delivery) {
        return jdbc.sql("""
                        select e.body from delivery d join event e on e.id = d.event_id
                        where d.id = :id or d.carried_by = :id and d.state = 'GROUPED' order by d.created_at, d.id
                        """).param("id", delivery).query(String.class).list();
    }

    @Override
    public List<Dispatch> heldIn(UUID hold, Severity least, int atMost) {
        var severities = Stream.of(Severity.values())
                .filter(severity -> severity.compareTo(least) >= 0)
                .map(Severity::name)
                .toArray(String[]::new);
        return jdbc.sql("""
                        select * from delivery where hold_id = :hold and state = 'HELD' and severity = any(:severities)
                        order by created_at, id limit :atMost for update
                        """)
                .param("hold", hold)
                .param("severities", severities)
                .param("atMost", atMost)
                .query(DispatchTable::read)
                .list();
    }

    @Override
    public void update(Dispatch dispatch) {
        var delivery = dispatch.delivery();
        jdbc.sql(UPDATE)
                .param("id", delivery.id())
                .param("state", delivery.state().name())
                .param("attempts", delivery.attempts())
                .param("attemptsOfRound", dispatch.attemptsOfRound())
                .param("progress", dispatch.progress())
                .param("status", delivery.status())
                .param("answer", delivery.answer())
                .param("nextAttemptAt", timestamp(delivery.nextAttemptAt()))
                .param("updatedAt", timestamp(delivery.updatedAt()))
                .param("events", delivery.events())
                .param("carriedBy", delivery.carriedBy())
                .update();
    }

    @Override
    public boolean forget(Duration olderThan, int atMost) {
        int deliveries = jdbc.sql(FORGET_DELIVERIES)
                .params(olderThan.toSeconds(), atMost)
                .update();
        int events =
                jdbc.sql(FORGET_EVENTS).params(olderThan.toSeconds(), atMost).update();
        return Math.max(deliveries, events) == atMost;
    }

    private static Dispatch read(ResultSet row, int n) throws SQLException {
        var delivery = new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("channel_id", UUID.class),
                row.getString("channel"),
                row.getObject("route_id", UUID.class),
                row.getString("route"),
                row.getString("project"),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("status", Integer.class),
                row.getString("answer"),
                instant(row.getTimestamp("next_attempt_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getInt("events"),
                row.getObject("carried_by", UUID.class));
        return new Dispatch(
                delivery,
                row.getInt("attempts_of_round"),
                row.getString("progress"),
                Severity.valueOf(row.getString("severity")),
                row.getString("site"),
                row.getObject("operation_id", UUID.class),
                row.getObject("hold_id", UUID.class));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
