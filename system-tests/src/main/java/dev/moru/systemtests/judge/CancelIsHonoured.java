package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.Restoration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** "Cancelled" means that nothing goes on: what an operation brought about is entered before its end. */
final class CancelIsHonoured implements Invariant {

    private static final Set<String> MADE = Set.of("vm.created", "vm.started", "disk.created");
    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    private static final Set<String> MAKING = Set.of("server.create", "server.restore", "backup.verify");

    @Override
    public String number() {
        return "I23";
    }

    @Override
    public String promise() {
        return "a cancel is honoured or refused; what is cancelled does not go on";
    }

    @Override
    public void judge(History history, Findings findings) {
        var asked = history.exchanges().stream()
                .filter(Exchange::isCancel)
                .flatMap(exchange -> exchange.operation().stream())
                .collect(Collectors.toSet());
        var endings = history.endings();
        var restorations = history.restorations();
        endings.values().stream()
                .map(ends -> ends.get(0))
                .filter(ending -> asked.contains(ending.operation().id()))
                .forEach(ending -> findings.expect(
                        ending.operation().state() != OperationState.CANCELLED
                                || ending.operation().cancel() != CancelState.REFUSED,
                        "refused, and yet cancelled: %s",
                        ending));
        endings.values().stream()
                .map(ends -> ends.get(0))
                .filter(ending -> ending.operation().state() == OperationState.CANCELLED)
                .forEach(ending -> expectNothingMore(
                        history, ending, restorations.get(ending.operation().id()), findings));
        expectNoPlayMore(history, findings);
        expectNoArchiveMore(history, findings);
    }

    /** Until the next turn, whatever it is for. */
    private static void expectNoArchiveMore(History history, Findings findings) {
        var servers = history.serversByOperation();
        var turns = history.turns();
        history.ledger()
                .effects("backup.created")
                .filter(entry -> entry.volume()
                        .filter(history.foreignArchives()::contains)
                        .isEmpty())
                .forEach(entry -> entry.operation()
                        .map(servers::get)
                        .flatMap(server -> lastBefore(turns.getOrDefault(server, List.of()), entry.at()))
                        .filter(turn -> isCancelledBefore(turn, entry.at()))
                        .ifPresent(turn -> findings.violated("%s, but then %s", turn, entry.line())));
    }

    private static Optional<Ending> lastBefore(List<Ending> turns, Instant at) {
        return turns.stream()
                .filter(turn -> turn.startedAt().orElseThrow().isBefore(at))
                .reduce((former, last) -> last);
    }

    private static boolean isCancelledBefore(Ending turn, Instant at) {
        return turn.operation().state() == OperationState.CANCELLED
                && at.isAfter(turn.endedAt().plus(TOLERANCE));
    }

    private static void expectNoPlayMore(History history, Findings findings) {
        var turns = history.turns();
        // A deletion plays nothing, and does not wait for the play of the turn before it.
        turns.replaceAll(
                (server, all) -> all.stream().filter(turn -> !turn.isDeletion()).toList());
        history.plays()
                .forEach(tick -> lastBefore(turns.getOrDefault(tick.server(), List.of()), tick.at())
                        .filter(last -> isCancelledBefore(last, tick.at()))
                        .ifPresent(last -> findings.violated("%s, but its play went on: %s", last, tick)));
    }

    /**
     * Effects bear the operation that made the machine, so it is those that make one that can be told apart. What overwrites a
     * server can't be undone, so that it is cancelled before or not at all.
     */
    private static void expectNothingMore(
            History history, Ending ending, @Nullable Restoration restoration, Findings findings) {
        findings.looked();
        if (!MAKING.contains(ending.operation().kind())) {
            return;
        }
        var overwrites = restoration != null && restoration.inPlace();
        history.ledger().entries().stream()
                .filter(entry -> entry.operation()
                        .filter(ending.operation().id()::equals)
                        .isPresent())
                .filter(entry -> entry.effect().filter(MADE::contains).isPresent())
                .filter(entry -> overwrites || entry.at().isAfter(ending.endedAt()))
                .forEach(entry -> findings.violated("%s, but %s", ending, entry.line()));
    }
}
