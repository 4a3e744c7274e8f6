package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;

/** Judged by requests that were sent and answered within an outage, and by the first 202 behind it. */
final class NothingAcceptedWithoutDatabase implements Invariant {

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Set<Kind> OTHERWISE =
            Set.of(Kind.GATEWAY_AWAY, Kind.GATEWAYS_AWAY, Kind.DATABASE_AWAY, Kind.DISK_FULL);
    private static final int UNAVAILABLE = 503;
    private static final int LEAST_FAULT = 500;

    @Override
    public String number() {
        return "I9";
    }

    @Override
    public String promise() {
        return "without PostgreSQL 503 and no 202, and 202 again within 10 s of its return";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.disturbances(Set.of(Kind.DATABASE_AWAY)).forEach(outage -> {
            history.exchanges().stream()
                    .filter(Exchange::isAnswered)
                    .filter(exchange -> exchange.sentAt().isAfter(outage.from())
                            && exchange.answeredAt().isBefore(outage.until()))
                    .forEach(exchange -> expectRefused(exchange, outage, findings));
            expectRecovery(history, outage, findings);
        });
    }

    private static void expectRefused(Exchange exchange, Disturbance outage, Findings findings) {
        findings.expect(
                !exchange.isAccepted() && (exchange.status() < LEAST_FAULT || exchange.status() == UNAVAILABLE),
                "PostgreSQL was away from %s to %s, but %s",
                outage.from(),
                outage.until(),
                exchange);
    }

    /** A run that ends soon after proves nothing, nor does one in which nobody asked. */
    private static void expectRecovery(History history, Disturbance outage, Findings findings) {
        var deadline = outage.backAt().plus(RECOVERY);
        var otherwiseDisturbed = history.disturbances(OTHERWISE)
                .anyMatch(other -> !other.equals(outage) && other.overlaps(outage.backAt(), deadline));
        var asked = history.exchanges().stream()
                .filter(exchange -> exchange.sentAt().isAfter(outage.backAt()))
                .sorted(Comparator.comparing(Exchange::answeredAt))
                .toList();
        if (otherwiseDisturbed
                || asked.stream().noneMatch(exchange -> exchange.answeredAt().isAfter(deadline))) {
            return;
        }
        findings.expect(
                asked.stream()
                        .filter(Exchange::isAccepted)
                        .anyMatch(exchange -> !exchange.answeredAt().isAfter(deadline)),
                "PostgreSQL was back at %s, but nothing was accepted until %s",
                outage.backAt(),
                deadline);
    }
}
