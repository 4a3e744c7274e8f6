package dev.moru.durable.work;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.Traces;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Side effects that wait to be performed. All but {@link #waiting} take part in the running transaction. */
public final class WorkQueue {

    private static final String INSERT = """
            insert into work (id, kind, aggregate, lanes, payload, due_at, traceparent)
            values (?, ?, ?, ?, ?, now() + make_interval(secs => ?), ?)
            """;

    private static final String WAITING = """
            select w.id, w.aggregate, coalesce(busiest.name, '') as lane,
                   row_number() over (partition by busiest.name order by w.due_at, w.id) as position
            from (
              select id, aggregate, lanes, due_at from work
              where holder is null and due_at < now() - make_interval(secs => ?)
              order by due_at, id limit 1000
            ) w
            left join lateral (
              select l.name from lane l
              join work r on r.holder is not null and l.name = any(r.lanes)
              where l.name = any(w.lanes)
              group by l.name, l.capacity having count(*) >= l.capacity
              order by l.name limit 1
            ) busiest on true
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final Wake wake;
    private final Traces traces;

    /** What the queue tells the workers of its own process. */
    public interface Wake {

        void workIsDue();

        void cancelled(UUID aggregate);
    }

    public WorkQueue(JdbcTemplate jdbc, MessageCodec codec, Wake wake) {
        this(jdbc, codec, wake, Traces.NONE);
    }

    public WorkQueue(JdbcTemplate jdbc, MessageCodec codec, Wake wake, Traces traces) {
        this.traces = traces;
        this.jdbc = jdbc;
        this.codec = codec;
        this.wake = wake;
    }

    public void enqueue(List<WorkRequest> requests) {
        if (requests.isEmpty()) {
            return;
        }
        defineLanes(requests);
        var sorted = new ArrayList<>(requests);
        sorted.sort(Comparator.comparing(WorkRequest::id));
        var traceparent = traces.current();
        jdbc.execute((ConnectionCallback<int[]>) connection -> {
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var request : sorted) {
                    bind(insert, request, traceparent);
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
        afterCommit(wake::workIsDue);
    }

    private void bind(PreparedStatement insert, WorkRequest request, @Nullable String traceparent) throws SQLException {
        Array lanes = insert.getConnection()
                .createArrayOf(
                        "text",
                        request.lanes().stream()
                                .map(Lane::name)
                                .sorted()
                                .distinct()
                                .toArray());
        insert.setObject(1, request.id());
        insert.setString(2, request.kind());
        insert.setObject(3, request.aggregate());
        insert.setArray(4, lanes);
        insert.setString(5, codec.write(request.payload()));
        insert.setDouble(6, request.delay().toMillis() / 1000.0);
        insert.setString(7, traceparent);
    }

    /** Makes lanes that are new and resizes those whose bound has changed; rows that are right are not locked. */
    private void defineLanes(List<WorkRequest> requests) {
        var lanes = new TreeMap<String, Integer>();
        requests.forEach(request -> request.lanes().forEach(lane -> lanes.put(lane.name(), lane.capacity())));
        if (lanes.isEmpty()) {
            return;
        }
        var names = lanes.keySet().toArray(String[]::new);
        var capacities = lanes.values().toArray(Integer[]::new);
        jdbc.update(
                "insert into lane (name, capacity) select * from unnest(?::text[], ?::int[]) on conflict do nothing",
                names,
                capacities);
        jdbc.update("""
                update lane l set capacity = n.capacity from unnest(?::text[], ?::int[]) n(name, capacity)
                where l.name = n.name and l.capacity <> n.capacity
                """, names, capacities);
    }

    /** Asks the holder of the aggregate's item to stop, and whoever claims it later. */
    public void requestCancel(UUID aggregate) {
        jdbc.update("update work set cancel_requested = true where aggregate = ?", aggregate);
        afterCommit(() -> {
            wake.cancelled(aggregate);
            wake.workIsDue();
        });
    }

    /**
     * Takes away items of a kind that nobody holds and of which nothing has begun: no holder has stored a checkpoint, as each
     * does before its first external write. When a withdrawal and a claim meet, one of them gets the item.
     *
     * @return how many were taken away; their effects never happen
     */
    public int withdraw(String kind, UUID aggregate) {
        return jdbc.update(
                "delete from work where kind = ? and aggregate = ? and holder is null and checkpoint is null",
                kind,
                aggregate);
    }

    /**
     * Takes items away; a holder of one learns it when it writes, and may still be at work when the next item of the
     * aggregate begins. Where that matters, ask it to stop by {@link #requestCancel} and wait for its outcome.
     */
    public void remove(List<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.update("delete from work where id = any(?)", (Object) ids.toArray(UUID[]::new));
        }
    }

    /** Ends the pause of the aggregate's items. */
    public void makeDue(UUID aggregate) {
        jdbc.update(
                "update work set due_at = now() where aggregate = ? and holder is null and due_at > now()", aggregate);
        afterCommit(wake::workIsDue);
    }

    /** The oldest thousand items that have been due for a while and were not begun, with the lane that holds them up. */
    public List<WaitingItem> waiting(Duration olderThan) {
        return jdbc.query(
                WAITING,
                (row, n) -> new WaitingItem(
                        row.getObject("id", UUID.class),
                        row.getObject("aggregate", UUID.class),
                        row.getString("lane"),
                        row.getInt("position")),
                olderThan.toMillis() / 1000.0);
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("work is requested in the transaction of the state that wants it");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
