package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.util.Set;
import java.util.stream.Collectors;

/** "Cancelled" means that nothing goes on: what an operation brought about is entered before its end. */
final class CancelIsHonoured implements Invariant {

    private static final Set<String> MADE = Set.of("vm.created", "vm.started", "disk.created");
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
