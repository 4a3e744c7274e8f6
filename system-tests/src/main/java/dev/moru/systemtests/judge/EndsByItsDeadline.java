package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
        var outages = history.disturbances(PUT_OFF)
                .sorted(Comparator.comparing(Disturbance::from))
                .toList();
        history.endings().values().forEach(ends -> {
            var end = ends.get(0);
            var latest = latest(end.operation().deadlineAt(), outages);
            findings.expect(!end.endedAt().isAfter(latest), "%s, but by %s it had to", end, latest);
        });
        history.database()
                .rows("gateway.operation")
                .filter(row ->
                        Set.of("ACCEPTED", "RUNNING").contains(row.path("state").asString()))
                .forEach(row -> {
                    var latest = latest(
                            Instant.parse(
                                    row.path("document").path("deadlineAt").asString()),
                            outages);
                    findings.expect(
                            history.database().at().isBefore(latest),
                            "operation %s is open, but had to end by %s",
                            row.path("id").asString(),
                            latest);
                });
    }

    /** The grace counts from the deadline, or from when everything that is needed was up again. */
    private static Instant latest(Instant deadline, List<Disturbance> outages) {
        var latest = deadline.plus(GRACE);
        for (var outage : outages) {
            if (outage.overlaps(deadline, latest)) {
                var later = outage.backAt().plus(GRACE);
                latest = later.isAfter(latest) ? later : latest;
            }
        }
        return latest;
    }
}
