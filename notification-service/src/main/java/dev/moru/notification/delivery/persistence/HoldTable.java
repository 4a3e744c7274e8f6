package dev.moru.notification.delivery.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.timer.Timers;
import dev.moru.notification.delivery.Holds;
import dev.moru.notification.route.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each hold has a timer, which is made and moved in the same transaction. */
@Repository
class HoldTable implements Holds {

    /** What begins the keys of the timers; the id of the hold follows. */
    static final String TIMER = "release:";

    /** The update of nothing locks the row, so that it is not released before the new member is committed. */
    private static final String JOIN = """
            insert into hold (id, route_id, channel_id, kind, key, due_at) values (?, ?, ?, ?, ?, ?)
            on conflict (route_id, channel_id, kind, key) do update set due_at = hold.due_at
            returning *, (xmax = 0) as opened
            """;

    private final JdbcClient jdbc;
    private final Timers timers;

    HoldTable(JdbcClient jdbc, Timers timers) {
        this.jdbc = jdbc;
        this.timers = timers;
    }

    /** In the order of their keys, so that two transactions can't wait for each other. */
    @Override
    public Map<Key, Hold> join(Map<Key, Instant> wanted) {
        var joined = new HashMap<Key, Hold>();
        wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Key::toString)))
                .forEach(each -> joined.put(each.getKey(), join(each.getKey(), each.getValue())));
        return joined;
    }

    private Hold join(Key key, Instant due) {
        var hold = jdbc.sql(JOIN)
                .params(
                        UuidCreator.getTimeOrderedEpoch(),
                        key.route(),
                        key.channel(),
                        key.kind().name(),
                        key.key(),
                        Timestamp.from(due))
                .query((row, n) -> read(row, row.getBoolean("opened")))
                .single();
        if (hold.opened()) {
            timers.schedule(TIMER + hold.id(), hold.due(), "");
        }
        return hold;
    }

    @Override
    public Optional<Hold> lock(UUID id) {
        return jdbc.sql("select * from hold where id = ? for update")
                .param(id)
                .query((row, n) -> read(row, false))
                .optional();
    }

    @Override
    public void postpone(UUID id, Instant due) {
        jdbc.sql("update hold set due_at = ? where id = ?")
                .params(Timestamp.from(due), id)
                .update();
        timers.schedule(TIMER + id, due, "");
    }

    @Override
    public void close(UUID id) {
        jdbc.sql("delete from hold where id = ?").param(id).update();
        timers.cancel(List.of(TIMER + id));
    }

    private static Hold read(ResultSet row, boolean opened) throws SQLException {
        var key = new Key(
                row.getObject("route_id", UUID.class),
                row.getObject("channel_id", UUID.class),
                Holding.Kind.valueOf(row.getString("kind")),
                row.getString("key"));
        return new Hold(
                row.getObject("id", UUID.class), key, row.getTimestamp("due_at").toInstant(), opened);
    }
}
