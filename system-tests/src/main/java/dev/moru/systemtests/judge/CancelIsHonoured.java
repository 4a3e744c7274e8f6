package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** "Cancelled" means that nothing goes on: what an operation brought about is entered before its end. */
final class CancelIsHonoured implements Invariant {

    private static final Set<String> MADE = Set.of("vm.created", "vm.started", "disk.created");
    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    private static final String CREATE = "server.create";

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
                .forEach(ending -> expectNothingMore(history, ending, findings));
        expectNoPlayMore(history, findings);
    }

    private static void expectNoPlayMore(History history, Findings findings) {
        // A deletion plays nothing, and does not wait for the play of the turn before it.
        var turns = history.endingsOnServers()
                .filter(ending -> ending.startedAt().isPresent())
                .filter(ending -> !ending.operation().kind().equals("server.delete"))
                .sorted(Comparator.comparing(ending -> ending.startedAt().orElseThrow()))
                .collect(Collectors.groupingBy(Ending::target));
        history.plays()
                .forEach(tick -> turns.getOrDefault(tick.server(), List.of()).stream()
                        .filter(turn -> turn.startedAt().orElseThrow().isBefore(tick.at()))
                        .reduce((former, last) -> last)
                        .filter(last -> last.operation().state() == OperationState.CANCELLED)
                        .filter(last -> tick.at().isAfter(last.endedAt().plus(TOLERANCE)))
                        .ifPresent(last -> findings.violated("%s, but its play went on: %s", last, tick)));
    }

    /** Effects bear the operation that made the machine, so it is creations that can be told apart. */
    private static void expectNothingMore(History history, Ending ending, Findings findings) {
        findings.looked();
        if (!ending.operation().kind().equals(CREATE)) {
            return;
        }
        history.ledger().entries().stream()
                .filter(entry -> entry.operation()
                        .filter(ending.operation().id()::equals)
                        .isPresent())
                .filter(entry -> entry.effect().filter(MADE::contains).isPresent())
                .filter(entry -> entry.at().isAfter(ending.endedAt()))
                .forEach(entry -> findings.violated("%s, but then %s", ending, entry.line()));
    }
}
