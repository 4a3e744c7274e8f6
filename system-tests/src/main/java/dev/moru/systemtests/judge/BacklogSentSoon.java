package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.util.Set;

/**
 * That nothing was lost and that order was kept are other invariants; this one is about time, and what a service has to
 * send waits for that service as well, unless it has another replica.
 */
final class BacklogSentSoon implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<Kind> PUT_OFF = Set.of(
            Kind.DATABASE_AWAY, Kind.BROKER_AWAY, Kind.DISK_FULL, Kind.GATEWAYS_AWAY, Kind.OWNER_AWAY, Kind.OTHER_AWAY);

    @Override
    public String number() {
        return "I8";
    }

    @Override
    public String promise() {
        return "what piled up while Kafka was away is gone within 30 s of its return";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.recoveries().stream()
                .filter(recovery -> recovery.kind() == Kind.BROKER_AWAY)
                .forEach(recovery -> {
                    var latest = history.putOff(recovery.since(), LIMIT, PUT_OFF);
                    findings.expect(
                            recovery.at() != null && !recovery.at().isAfter(latest),
                            "Kafka was back at %s, and the backlog was gone at %s, not by %s",
                            recovery.since(),
                            recovery.at(),
                            latest);
                });
    }
}
