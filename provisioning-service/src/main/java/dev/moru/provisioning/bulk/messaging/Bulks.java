package dev.moru.provisioning.bulk.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.bulk.BulkState;
import dev.moru.provisioning.operation.persistence.Reports;
import dev.moru.provisioning.server.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Bulk operations, in the running transaction. Rows are locked after those of servers, and parents before children; what a
 * parent has to say to children on other servers goes through the work queue, so that no cycle of locks can arise.
 */
public final class Bulks {

    /** How long a parent waits beyond its deadline for children that are being stopped. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final JdbcTemplate jdbc;
    private final StateCodec codec;
    private final Reports reports;
    private final WorkQueue queue;

    public Bulks(JdbcTemplate jdbc, StateCodec codec, Reports reports, WorkQueue queue) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.reports = reports;
        this.queue = queue;
    }

    /** The end of a child, as its server tells it. */
    public record ChildEnded(UUID child, UUID parent, boolean succeeded) {

        public static Optional<ChildEnded> of(Event event) {
            return event instanceof OperationEnded ended && ended.operation().parent() != null
                    ? Optional.of(of(ended.operation(), ended.operation().parent()))
                    : Optional.empty();
        }

        private static ChildEnded of(Operation operation, UUID parent) {
            return new ChildEnded(operation.id(), parent, operation.state() == OperationState.SUCCEEDED);
        }
    }

    /** A child that was read, and the server that it is queued at. */
    public record Arrival(UUID child, UUID parent, UUID server) {}

    /** What a parent has said to a child before it was read. */
    public record Standing(boolean released, boolean stopped) {}

    public void start(Operation operation, RunBulk command, MessageContext cause, Instant now) {
        jdbc.update("""
                insert into bulk_child (operation_id, parent_id) select unnest(?::uuid[]), ?
                on conflict (operation_id) do nothing
                """, sorted(command.children()), operation.id());
        move(operation.id(), cause, now, bulk -> bulk.started(operation, command, now));
    }

    /** Notes where children are queued, and tells whether they may run. */
    public Map<UUID, Standing> arrived(List<Arrival> arrivals) {
        var standings = new HashMap<UUID, Standing>();
        var sorted = new TreeMap<UUID, Arrival>();
        arrivals.forEach(arrival -> sorted.put(arrival.child(), arrival));
        for (var arrival : sorted.values()) {
            jdbc.query(
                    """
                    insert into bulk_child (operation_id, parent_id, server_id) values (?, ?, ?)
                    on conflict (operation_id) do update set server_id = excluded.server_id
                    returning released, stopped
                    """,
                    row -> {
                        standings.put(arrival.child(), new Standing(row.getBoolean(1), row.getBoolean(2)));
                    },
                    arrival.child(),
                    arrival.parent(),
                    arrival.server());
        }
        return standings;
    }

    public void childrenEnded(List<ChildEnded> children, Instant now) {
        var byParent = new TreeMap<UUID, List<ChildEnded>>();
        children.forEach(child -> byParent.computeIfAbsent(child.parent(), parent -> new ArrayList<>())
                .add(child));
        byParent.forEach((parent, ended) -> ended.forEach(child -> move(
                parent, MessageContext.NONE, now, bulk -> bulk.childEnded(child.child(), child.succeeded(), now))));
    }

    /** Of some operations, those that are bulk operations under way. */
    public List<UUID> among(List<UUID> operations) {
        return jdbc.queryForList(
                "select id from bulk where id = any(?)", UUID.class, (Object) operations.toArray(UUID[]::new));
    }

    /** The parent that has named an operation as its child, if one has. */
    public @Nullable UUID parentOf(UUID operation) {
        return jdbc
                .queryForList("select parent_id from bulk_child where operation_id = ?", UUID.class, operation)
                .stream()
                .findFirst()
                .orElse(null);
    }

    public void cancel(UUID bulk, Instant now) {
        move(bulk, MessageContext.NONE, now, state -> state.stopped(StopReason.CANCEL, now));
    }

    public List<UUID> due(int atMost) {
        return jdbc.queryForList(
                "select id from bulk where due_at <= now() order by due_at limit ?", UUID.class, atMost);
    }

    public void timePassed(UUID bulk, Instant now) {
        move(bulk, MessageContext.NONE, now, state -> {
            var operation = state.operation();
            boolean overdue =
                    operation != null && !now.isBefore(operation.deadlineAt().plus(GRACE));
            return overdue ? state.overdue(now) : state.stopped(StopReason.DEADLINE, now);
        });
    }

    private void move(UUID id, MessageContext cause, Instant now, Function<BulkState, BulkState.Step> decide) {
        var state = lock(id);
        if (state.isOver()) {
            return;
        }
        var step = decide.apply(state);
        save(step.next());
        tell(step, cause);
        tellChildren(step);
    }

    private BulkState lock(UUID id) {
        jdbc.update(
                "insert into bulk (id, state) values (?, ?::json) on conflict do nothing",
                id,
                codec.write(BulkState.unheardOf(id)));
        return jdbc.query(
                        "select state from bulk where id = ? for update",
                        (row, n) -> codec.read(row.getString(1), BulkState.class),
                        id)
                .get(0);
    }

    private void save(BulkState state) {
        var operation = state.operation();
        Instant due = operation == null || state.isOver()
                ? null
                : state.stop() == null
                        ? operation.deadlineAt()
                        : operation.deadlineAt().plus(GRACE);
        jdbc.update(
                "update bulk set state = ?::json, due_at = ?::timestamptz where id = ?",
                codec.write(state),
                due == null ? null : due.toString(),
                state.id());
        if (state.isOver()) {
            jdbc.update("delete from bulk_child where parent_id = ? and server_id is not null", state.id());
        }
    }

    private void tell(BulkState.Step step, MessageContext cause) {
        var operation = step.next().operation();
        if (!step.report() || operation == null) {
            return;
        }
        Event event =
                step.next().isOver() ? new OperationEnded(operation, null, false) : new OperationProgressed(operation);
        var context = cause.expiringAt(null)
                .withOperation(operation.id())
                .withActor(operation.actor())
                .withProject(operation.project())
                .withSite(operation.site())
                .withSeverity(operation.state() == OperationState.FAILED ? "error" : "info");
        reports.send(
                new OutboundMessage(Topics.PROVISIONING_EVENTS, operation.id().toString(), event, context));
    }

    private void tellChildren(BulkState.Step step) {
        var words = new ArrayList<ChildWords.Word>();
        words.addAll(mark("released", step.release(), false));
        words.addAll(mark("stopped", step.cancel(), true));
        if (!words.isEmpty()) {
            queue.enqueue(List.of(new WorkRequest(
                    UuidCreator.getTimeOrderedEpoch(),
                    ChildWords.KIND,
                    step.next().id(),
                    List.of(),
                    new ChildWords(words),
                    Duration.ZERO)));
        }
    }

    /** Children that were not read yet learn it when they are. */
    private List<ChildWords.Word> mark(String column, List<UUID> children, boolean cancel) {
        if (children.isEmpty()) {
            return List.of();
        }
        var words = jdbc.query(
                "update bulk_child set " + column
                        + " = true where operation_id = any(?) returning server_id, operation_id",
                (row, n) -> new Told(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                (Object) sorted(children));
        return words.stream().flatMap(told -> told.word(cancel).stream()).toList();
    }

    private record Told(@Nullable UUID server, UUID child) {

        Optional<ChildWords.Word> word(boolean cancel) {
            return Optional.ofNullable(server).map(at -> new ChildWords.Word(at, child, cancel));
        }
    }

    private static UUID[] sorted(List<UUID> ids) {
        return ids.stream().sorted().toArray(UUID[]::new);
    }
}
