package dev.moru.monitoring.watch;

import static dev.moru.contracts.turn.TurnOutcome.EXPIRED;
import static dev.moru.contracts.turn.TurnOutcome.FAILED;
import static dev.moru.contracts.turn.TurnOutcome.SIMULATED;
import static dev.moru.contracts.turn.TurnOutcome.SKIPPED;
import static dev.moru.contracts.turn.TurnOutcome.STOPPED;
import static dev.moru.contracts.turn.TurnOutcome.SUCCEEDED;

import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.WatchServer;
import dev.moru.monitoring.target.Target;
import dev.moru.monitoring.target.Targets;
import dev.moru.monitoring.watch.Scrapes.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes servers targets when it is their turn, and answers each turn once. Where a Prometheus can be asked, the answer waits
 * for its first scrape; that this does not come is a warning, for the server is well without it.
 */
public final class Watching {

    private final WatchTurns turns;
    private final Targets targets;
    private final Scrapes scrapes;
    private final ScrapeWaits waits;
    private final Answers answers;
    private final Duration patience;

    /** @param patience how long the first scrape is waited for */
    public Watching(
            WatchTurns turns, Targets targets, Scrapes scrapes, ScrapeWaits waits, Answers answers, Duration patience) {
        this.turns = turns;
        this.targets = targets;
        this.scrapes = scrapes;
        this.waits = waits;
        this.answers = answers;
        this.patience = patience;
    }

    /** Runs in the transaction that handles the command. */
    public void watch(WatchServer command, UUID message, @Nullable Instant expiresAt) {
        var server = command.server();
        var known = turns.lock(server.id());
        var isNew = known.filter(
                        before -> before.turn().number() >= command.turn().number())
                .isEmpty();
        if (isNew) {
            begin(turn(server, command.turn(), message, expiresAt), server);
        } else {
            known.filter(same -> isSame(same, command.turn())).ifPresent(this::repeat);
        }
    }

    private WatchTurn turn(ServerSnapshot server, HandedTurn turn, UUID message, @Nullable Instant expiresAt) {
        return new WatchTurn(
                server.id(), turn, message, server.project(), server.spec().site(), turns.now(), expiresAt, null);
    }

    private void begin(WatchTurn turn, ServerSnapshot server) {
        if (turn.isPast(turn.begunAt())) {
            end(turn, EXPIRED, "Expired", "It was read when its time was up");
            return;
        }
        var target = Target.of(server);
        targets.watch(target);
        if (target.address() == null) {
            end(turn, SKIPPED, "NoAddress", "No address of the server is known, so nothing can be scraped");
        } else if (target.simulated()) {
            end(turn, SIMULATED, "Registered", "Prometheus is told of the server, and that nothing real is behind it");
        } else if (!scrapes.canBeSeen()) {
            end(turn, SUCCEEDED, "Registered", "Prometheus is told of the server when it asks next");
        } else {
            turns.store(turn);
            waits.await(turn.server(), turn.turn().number());
        }
    }

    /** Runs in the transaction that handles the command. What never came gets its answer all the same. */
    public void stop(UUID server, StopTurn command, UUID message) {
        var known = turns.lock(server);
        var asked = known.filter(same -> isSame(same, command.turn()))
                .orElseGet(() -> new WatchTurn(server, command.turn(), message, null, null, turns.now(), null, null));
        if (!asked.isOpen()) {
            repeat(asked);
        } else if (known.filter(later -> later.turn().number() > command.turn().number())
                .isPresent()) {
            answers.tell(asked.answered(answer(asked, STOPPED, "Stopped", command.reason(), List.of())));
        } else {
            end(asked, STOPPED, "Stopped", command.reason());
        }
    }

    /** Its command is here and can't be read. */
    public void refuse(UUID server, HandedTurn turn, UUID message, String reason) {
        var known = turns.lock(server);
        if (known.filter(same -> same.turn().number() >= turn.number()).isEmpty()) {
            var unread = new WatchTurn(server, turn, message, null, null, turns.now(), null, null);
            end(unread, FAILED, "Unreadable", reason);
        }
    }

    /** Whether there is nothing more to wait for: the turn has ended, or ends with what was seen. */
    public boolean isSettledBy(Sight sight, UUID server, long number) {
        var open = turns.find(server).filter(turn -> isOpen(turn, number));
        return open.isEmpty() || sight instanceof Sight.Seen || !hasTime(open.get());
    }

    private boolean hasTime(WatchTurn turn) {
        var now = turns.now();
        return !turn.isPast(now) && now.isBefore(turn.begunAt().plus(patience));
    }

    /** Learns, in a transaction, what was seen last of a server whose turn waits for it. */
    public void learn(Sight sight, UUID server, long number) {
        turns.lock(server).filter(turn -> isOpen(turn, number)).ifPresent(turn -> {
            if (sight instanceof Sight.NotSeen notSeen) {
                endWithoutScrape(turn, notSeen.reason());
            } else {
                end(turn, SUCCEEDED, "Scraped", "Prometheus has scraped the server");
            }
        });
    }

    private void endWithoutScrape(WatchTurn turn, String reason) {
        if (turn.isPast(turns.now())) {
            end(turn, EXPIRED, "Expired", "Prometheus had not scraped the server in time: " + reason);
        } else {
            var warning = "Prometheus has not scraped the server yet: " + reason;
            give(turn.answered(answer(turn, SUCCEEDED, "Registered", warning, List.of(warning))));
        }
    }

    private static boolean isOpen(WatchTurn turn, long number) {
        return turn.turn().number() == number && turn.isOpen();
    }

    private void end(WatchTurn turn, TurnOutcome outcome, String reason, String message) {
        give(turn.answered(answer(turn, outcome, reason, message, List.of())));
    }

    private static TurnAnswered answer(
            WatchTurn turn, TurnOutcome outcome, String reason, String message, List<String> warnings) {
        // It says nothing in the operation's log.
        var nextLine = turn.turn().firstLine();
        return new TurnAnswered(turn.turn(), outcome, reason, message, null, warnings, Map.of(), nextLine);
    }

    private void give(WatchTurn answered) {
        turns.store(answered);
        answers.tell(answered);
    }

    private void repeat(WatchTurn same) {
        if (!same.isOpen()) {
            answers.tell(same);
        }
    }

    private static boolean isSame(WatchTurn known, HandedTurn turn) {
        return known.turn().number() == turn.number();
    }
}
