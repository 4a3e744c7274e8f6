package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.History;
import java.time.Duration;

/** That nothing was lost and that order was kept are other invariants; this one is about time. */
final class BacklogSentSoon implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(30);

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
                .forEach(recovery -> findings.expect(
                        recovery.took()
                                .filter(took -> took.compareTo(LIMIT) <= 0)
                                .isPresent(),
                        "Kafka was back at %s, and the backlog was gone at %s",
                        recovery.since(),
                        recovery.at()));
    }
}
