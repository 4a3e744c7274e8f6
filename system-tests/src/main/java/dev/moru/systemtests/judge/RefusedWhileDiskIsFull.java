package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** That nothing was lost or torn is what all the other rules say of the same run. */
final class RefusedWhileDiskIsFull implements Invariant {

    private static final Duration RECOVERY = Duration.ofSeconds(30);
    private static final Set<Kind> OTHERWISE = Set.of(Kind.DATABASE_AWAY, Kind.GATEWAY_AWAY, Kind.GATEWAYS_AWAY);
    private static final int UNAVAILABLE = 503;
    private static final int LEAST_FAULT = 500;

    @Override
    public String number() {
        return "I16";
    }

    @Override
    public String promise() {
        return "with a full disk requests are refused as unavailable, and taken again soon after";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.disturbances(Set.of(Kind.DISK_FULL)).forEach(full -> {
            history.exchanges().stream()
                    .filter(exchange -> exchange.sentAt().isAfter(full.from())
                            && exchange.answeredAt().isBefore(full.until()))
                    .forEach(exchange -> findings.expect(
                            exchange.status() < LEAST_FAULT || exchange.status() == UNAVAILABLE,
                            "the disk of %s was full, and %s",
                            full.target(),
                            exchange));
            var deadline = full.backAt().plus(RECOVERY);
            if (!history.isDisturbed(OTHERWISE, full.backAt(), deadline) && isAskedAfter(history, deadline)) {
                findings.expect(
                        history.exchanges().stream()
                                .filter(Exchange::isAccepted)
                                .anyMatch(exchange -> exchange.sentAt().isAfter(full.backAt())
                                        && exchange.answeredAt().isBefore(deadline)),
                        "%s had room again at %s, but nothing was accepted until %s",
                        full.target(),
                        full.backAt(),
                        deadline);
            }
        });
    }

    private static boolean isAskedAfter(History history, Instant deadline) {
        return history.exchanges().stream()
                .anyMatch(exchange -> exchange.answeredAt().isAfter(deadline));
    }
}
