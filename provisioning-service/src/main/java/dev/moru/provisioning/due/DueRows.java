package dev.moru.provisioning.due;

import dev.moru.durable.work.WaitingItem;
import dev.moru.durable.work.WorkQueue;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.errand.messaging.Errands;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for rows whose time has come, by the clock of the database: deadlines, graces, and turns that wait long enough for
 * people to be told. Every replica may look; the rows' locks decide who moves them, and the second finds nothing to move.
 */
public final class DueRows {

    private static final Logger log = LoggerFactory.getLogger(DueRows.class);

    private static final int AT_A_TIME = 100;

    /** That all workers are busy is soon seen from a few; telling everybody would keep them busier. */
    private static final int TOLD_OF_BUSY_WORKERS = 10;

    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final TransactionTemplate transaction;
    private final Servers servers;
    private final ServerTable table;
    private final Bulks bulks;
    private final Errands errands;
    private final WorkQueue queue;
    private Map<UUID, String> told = Map.of();

    public DueRows(
            TransactionTemplate transaction,
            Servers servers,
            ServerTable table,
            Bulks bulks,
            Errands errands,
            WorkQueue queue) {
        this.transaction = transaction;
        this.servers = servers;
        this.table = table;
        this.bulks = bulks;
        this.errands = errands;
        this.queue = queue;
    }

    /** One look. What fails is logged and looked at again the next time; the others are not held up. */
    public void look() {
        attempt("deadlines of servers", this::moveServers);
        attempt("deadlines of bulk operations", this::moveBulks);
        attempt("deadlines of errands", this::moveErrands);
        attempt("what waits for configuration", this::moveLacking);
        attempt("what waits for lanes", this::tellWaiting);
    }

    private void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.warn("Looking at {} failed: {}", what, e.getMessage());
        }
    }

    private void moveServers() {
        send(table.due(AT_A_TIME), new ServerMessage.TimePassed());
    }

    /** A server that began to wait while configuration was being applied is not seen by whoever applied it. */
    private void moveLacking() {
        send(table.lackingConfiguration(), new ServerMessage.ConfigurationMoved());
        transaction.executeWithoutResult(status -> errands.configurationMoved(table.now()));
    }

    private void send(List<UUID> ids, ServerMessage message) {
        if (!ids.isEmpty()) {
            var messages =
                    ids.stream().map(id -> Servers.Addressed.to(id, message)).toList();
            transaction.executeWithoutResult(status -> servers.handle(messages));
        }
    }

    private void moveBulks() {
        for (var bulk : bulks.due(AT_A_TIME)) {
            transaction.executeWithoutResult(status -> bulks.timePassed(bulk, table.now()));
        }
    }

    private void moveErrands() {
        for (var errand : errands.due(AT_A_TIME)) {
            transaction.executeWithoutResult(status -> errands.move(errand, state -> state.timedOut(table.now())));
        }
    }

    private void tellWaiting() {
        var waiting = queue.waiting(PATIENCE);
        var texts = new HashMap<UUID, String>();
        waiting.forEach(item -> texts.put(item.id(), textOf(item)));
        var news = waiting.stream()
                .filter(item -> !textOf(item).equals(told.get(item.id())))
                .filter(item -> !item.lane().isEmpty() || item.position() <= TOLD_OF_BUSY_WORKERS)
                .sorted(Comparator.comparingInt(WaitingItem::position))
                .limit(AT_A_TIME)
                .toList();
        if (!news.isEmpty()) {
            transaction.executeWithoutResult(
                    status -> servers.handle(news.stream().map(DueRows::word).collect(Collectors.toList())));
        }
        var nowTold = new HashMap<UUID, String>();
        told.forEach((id, text) -> {
            if (texts.containsKey(id)) {
                nowTold.put(id, text);
            }
        });
        news.forEach(item -> nowTold.put(item.id(), textOf(item)));
        told = nowTold;
    }

    private static Servers.Addressed word(WaitingItem item) {
        return Servers.Addressed.when(item.aggregate(), state -> waits(state, item));
    }

    private static ServerMessage waits(ServerState state, WaitingItem item) {
        return state.turnAtWork()
                .<ServerMessage>map(turn -> new ServerMessage.EffectWaits(turn.number(), textOf(item)))
                .orElseGet(ServerMessage.TimePassed::new);
    }

    /** Far back in a line the exact place is no news. */
    private static String textOf(WaitingItem item) {
        if (item.lane().isEmpty()) {
            return "a free worker";
        }
        var place = item.position() <= 20 ? "position " + item.position() : "behind more than 20 others";
        return "lane " + item.lane() + ", " + place;
    }
}
