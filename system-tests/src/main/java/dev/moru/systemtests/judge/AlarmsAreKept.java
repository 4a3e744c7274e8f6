package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Alarm;
import dev.moru.systemtests.history.History;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was taken was committed together with the event that tells of it: each alert ends as it was reported last. */
final class AlarmsAreKept implements Invariant {

    private record Episode(String fingerprint, Instant startsAt) {}

    @Override
    public String number() {
        return "I2";
    }

    @Override
    public String promise() {
        return "an alert that was taken is shown as it was reported";
    }

    @Override
    public void judge(History history, Findings findings) {
        var last = new LinkedHashMap<Episode, Alarm>();
        history.alarms().forEach(alarm -> last.put(new Episode(alarm.fingerprint(), alarm.startsAt()), alarm));
        var shown = shown(history);
        last.forEach((episode, alarm) -> findings.expect(
                (alarm.firing() ? "FIRING" : "RESOLVED").equals(shown.get(episode)),
                "%s is shown as %s",
                alarm,
                shown.get(episode)));
    }

    private static Map<Episode, String> shown(History history) {
        var shown = new HashMap<Episode, String>();
        history.database()
                .rows("gateway.alert_view")
                .forEach(row -> shown.put(
                        new Episode(
                                row.path("fingerprint").asString(),
                                Instant.parse(row.path("startsAt").asString())),
                        row.path("state").asString()));
        return shown;
    }
}
