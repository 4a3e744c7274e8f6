package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** All requests of these histories come from one caller, so that method, path and key are a key's whole scope. */
final class OneOperationPerKey implements Invariant {

    private static final int KEY_REUSED = 422;
    private static final int OVERLOADED = 429;
    private static final int LEAST_FAULT = 500;

    private record Scope(String method, String path, String key) {}

    @Override
    public String number() {
        return "I10";
    }

    @Override
    public String promise() {
        return "same key and body, same operation; same key and other body, 422";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.exchanges().stream()
                .filter(exchange -> exchange.key() != null && exchange.isAnswered())
                .collect(Collectors.groupingBy(
                        exchange -> new Scope(exchange.method(), exchange.path(), String.valueOf(exchange.key()))))
                .values()
                .stream()
                .filter(twins -> twins.size() > 1 && twins.stream().anyMatch(Exchange::isAccepted))
                .forEach(twins -> judge(twins, findings));
    }

    private static void judge(List<Exchange> twins, Findings findings) {
        findings.expect(operations(twins).size() <= 1, "one key, several operations: %s", twins);
        var first = twins.stream()
                .filter(Exchange::isAccepted)
                .min(Comparator.comparing(Exchange::answeredAt))
                .orElseThrow();
        twins.stream()
                .filter(twin -> twin.sentAt().isAfter(first.answeredAt()))
                .filter(twin -> twin.status() != OVERLOADED && twin.status() < LEAST_FAULT)
                .forEach(twin -> findings.expect(
                        twin.body().equals(first.body()) ? twin.isAccepted() : twin.status() == KEY_REUSED,
                        "after %s came %s",
                        first,
                        twin));
    }

    private static List<UUID> operations(List<Exchange> twins) {
        return twins.stream()
                .flatMap(twin -> twin.operation().stream())
                .distinct()
                .toList();
    }
}
