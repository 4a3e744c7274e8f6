package dev.moru.provisioning.errand.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.errand.ErrandState;
import dev.moru.provisioning.operation.persistence.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** Errands, in the running transaction. A row goes when its errand ends. */
public final class Errands {

    private final JdbcTemplate jdbc;
    private final StateCodec codec;
    private final Catalogue catalogue;
    private final Reports reports;
    private final WorkQueue queue;

    public Errands(JdbcTemplate jdbc, StateCodec codec, Catalogue catalogue, Reports reports, WorkQueue queue) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.catalogue = catalogue;
        this.reports = reports;
        this.queue = queue;
    }

    /** One that is under way goes on as it is. */
    public void accept(ErrandState asked, Instant now) {
        if (lock(asked.operation().id()).isEmpty()) {
            save(asked);
            goOn(asked, now);
        }
    }

    /** What waits for configuration looks again. */
    public void configurationMoved(Instant now) {
        for (var id : jdbc.queryForList(
                "select operation_id from errand where lacks_configuration order by operation_id", UUID.class)) {
            lock(id).ifPresent(errand -> goOn(errand, now));
        }
    }

    private void goOn(ErrandState errand, Instant now) {
        errand.goOn(catalogue.missing(errand.requires()), now).ifPresent(next -> {
            store(next);
            if (next.begun() && !errand.begun()) {
                var id = next.operation().id();
                queue.enqueue(List.of(new WorkRequest(
                        UuidCreator.getTimeOrderedEpoch(), ErrandHandler.KIND, id, List.of(), id, Duration.ZERO)));
            } else {
                tell(next);
            }
        });
    }

    /** Of some operations, those that are errands under way. */
    public List<UUID> among(List<UUID> operations) {
        return jdbc.queryForList("select operation_id from errand where operation_id = any(?)", UUID.class, (Object)
                operations.toArray(UUID[]::new));
    }

    public List<UUID> due(int atMost) {
        return jdbc.queryForList(
                "select operation_id from errand where due_at <= now() order by due_at limit ?", UUID.class, atMost);
    }

    public Optional<ErrandState> find(UUID operation) {
        return jdbc
                .query("select state from errand where operation_id = ?", (row, n) -> read(row.getString(1)), operation)
                .stream()
                .findFirst();
    }

    /** Moves an errand that has not ended; one that has is left alone. */
    public void move(UUID operation, UnaryOperator<ErrandState> step) {
        lock(operation).ifPresent(errand -> {
            var next = step.apply(errand);
            store(next);
            tell(next);
        });
    }

    private Optional<ErrandState> lock(UUID operation) {
        return jdbc
                .query(
                        "select state from errand where operation_id = ? for update",
                        (row, n) -> read(row.getString(1)),
                        operation)
                .stream()
                .findFirst();
    }

    private ErrandState read(String state) {
        return codec.read(state, ErrandState.class);
    }

    private void store(ErrandState errand) {
        if (errand.isOver()) {
            jdbc.update(
                    "delete from errand where operation_id = ?",
                    errand.operation().id());
        } else {
            save(errand);
        }
    }

    private void save(ErrandState errand) {
        jdbc.update(
                """
                insert into errand (operation_id, lacks_configuration, due_at, state)
                values (?, ?, ?::timestamptz, ?::json)
                on conflict (operation_id) do update set lacks_configuration = excluded.lacks_configuration,
                  due_at = excluded.due_at, state = excluded.state
                """,
                errand.operation().id(),
                !errand.begun(),
                errand.operation().deadlineAt().toString(),
                codec.write(errand));
    }

    private void tell(ErrandState errand) {
        var operation = errand.operation();
        Event event = errand.isOver() ? new OperationEnded(operation, null, false) : new OperationProgressed(operation);
        var context = MessageContext.NONE
                .withOperation(operation.id())
                .withActor(operation.actor())
                .withProject(operation.project())
                .withSite(operation.site())
                .withSeverity(operation.state() == OperationState.FAILED ? "error" : "info");
        reports.send(new OutboundMessage(Topics.PROVISIONING_EVENTS, errand.subject(), event, context));
    }
}
