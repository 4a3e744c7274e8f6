package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The site may hang, lie or be gone: only the owner and its stores can put an end off. */
final class EndsByItsDeadline implements Invariant {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Set<Kind> PUT_OFF =
            Set.of(Kind.DATABASE_AWAY, Kind.BROKER_AWAY, Kind.DISK_FULL, Kind.OWNER_AWAY);

    @Override
    public String number() {
        return "I20";
    }

    @Override
    public String promise() {
        return "nothing is open later than its deadline + 30 s, whatever the site does";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.endings().values().forEach(ends -> {
            var end = ends.get(0);
            var latest = history.putOff(end.operation().deadlineAt(), GRACE, PUT_OFF);
            findings.expect(!end.endedAt().isAfter(latest), "%s, but by %s it had to", end, latest);
        });
        history.database()
                .rows("gateway.operation")
                .filter(row ->
                        Set.of("ACCEPTED", "RUNNING").contains(row.path("state").asString()))
                .forEach(row -> {
                    var deadline = Instant.parse(
                            row.path("document").path("deadlineAt").asString());
                    var latest = history.putOff(deadline, GRACE, PUT_OFF);
                    findings.expect(
                            history.database().at().isBefore(latest),
                            "operation %s is open, but had to end by %s",
                            row.path("id").asString(),
                            latest);
                });
    }
}
