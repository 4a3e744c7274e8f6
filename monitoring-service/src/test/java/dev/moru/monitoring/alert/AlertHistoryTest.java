package dev.moru.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Severity;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertHistoryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> LABELS = Map.of(
            "alertname", "HighDiskUsage",
            "severity", "critical",
            "project", "shop",
            "site", "dc1",
            "server_id", "01935d2a-7c00-7000-8000-000000000001");

    @Test
    void tellsAnAlertThatBegins() {
        var told = knowing().take(fires(NOON));

        assertThat(told)
                .singleElement()
                .returns(AlertState.FIRING, Alert::state)
                .returns("HighDiskUsage", Alert::name)
                .returns(Severity.CRITICAL, Alert::severity)
                .returns("shop", Alert::project)
                .returns("dc1", Alert::site)
                .returns(UUID.fromString("01935d2a-7c00-7000-8000-000000000001"), Alert::serverId);
    }

    @Test
    void saysNothingTwice() {
        var history = knowing();
        history.take(fires(NOON));

        assertThat(history.take(fires(NOON))).isEmpty();
        assertThat(history.take(ends(NOON))).hasSize(1);
        assertThat(history.take(ends(NOON))).isEmpty();
    }

    @Test
    void keepsTheIdOfAnAlertFromItsBeginningToItsEnd() {
        var history = knowing();

        var begun = history.take(fires(NOON)).get(0);
        var ended = history.take(ends(NOON)).get(0);

        assertThat(ended).returns(begun.id(), Alert::id).returns(AlertState.RESOLVED, Alert::state);
        assertThat(ended.endsAt()).isNotNull();
    }

    @Test
    void tellsTheEndOfAnAlertWhoseBeginningItNeverHeardOf() {
        assertThat(knowing().take(ends(NOON))).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void takesABeginningThatComesAfterItsEndForAnOldOne() {
        var history = knowing();
        history.take(ends(NOON));

        assertThat(history.take(fires(NOON))).isEmpty();
    }

    @Test
    void letsAnAlertGoOnThatHadSettledAsEnded() {
        var ended = knowing().take(ends(NOON)).get(0);
        var history = knowing(new KnownAlert(ended, true));

        assertThat(history.take(fires(NOON)))
                .singleElement()
                .returns(ended.id(), Alert::id)
                .returns(AlertState.FIRING, Alert::state)
                .returns(null, Alert::endsAt);
    }

    @Test
    void endsAnAlertOfWhoseEndNobodyToldWhenTheNextOneBegins() {
        var history = knowing();
        var first = history.take(fires(NOON)).get(0);

        var told = history.take(fires(NOON.plusSeconds(3600)));

        assertThat(told).extracting(Alert::state).containsExactly(AlertState.RESOLVED, AlertState.FIRING);
        assertThat(told.get(0)).returns(first.id(), Alert::id).returns(NOON.plusSeconds(3600), Alert::endsAt);
    }

    @Test
    void tellsAnAlertThatComesAfterTheNextOneAsOver() {
        var history = knowing();
        history.take(fires(NOON.plusSeconds(3600)));

        assertThat(history.take(fires(NOON)))
                .singleElement()
                .returns(AlertState.RESOLVED, Alert::state)
                .returns(NOON.plusSeconds(3600), Alert::endsAt);
    }

    @Test
    void comparesBeginningsAsFineAsTheyAreStored() {
        var history = knowing();
        history.take(fires(NOON.plusNanos(123_456_789)));

        assertThat(history.take(fires(NOON.plusNanos(123_456_000)))).isEmpty();
    }

    /** Whatever is repeated, lost or mixed up: one alert fires at most, and each that was heard of is told. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void endsUpWithWhatIsSoWhateverComesTwiceOrLate(long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<AlertReport>();
        for (int time = 0; time < 8; time++) {
            var begins = NOON.plus(Duration.ofHours(time));
            reports.addAll(List.of(fires(begins), fires(begins), ends(begins), ends(begins)));
        }
        Collections.shuffle(reports, random);
        var history = knowing();

        var last = new HashMap<Instant, Alert>();
        reports.forEach(report -> history.take(report).forEach(alert -> last.put(alert.startsAt(), alert)));

        assertThat(last).hasSize(8);
        assertThat(last.values()).extracting(Alert::state).containsOnly(AlertState.RESOLVED);
    }

    private static AlertHistory knowing(KnownAlert... known) {
        return new AlertHistory(List.of(known), UUID::randomUUID);
    }

    private static AlertReport fires(Instant startsAt) {
        return new AlertReport("6d3a0f5c", startsAt, null, LABELS, Map.of());
    }

    private static AlertReport ends(Instant startsAt) {
        return new AlertReport("6d3a0f5c", startsAt, startsAt.plusSeconds(60), LABELS, Map.of());
    }
}
