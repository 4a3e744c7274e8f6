package dev.moru.notification.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.Digest;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), "Asia/Seoul");
    private static final Grouping BY_TYPE = new Grouping(List.of("type", "site"), Duration.ofMinutes(10));
    private static final Instant NOON = Instant.parse("2026-03-01T03:00:00Z");

    private final Pace pace = new Pace((cron, after) -> {
        if (cron.equals("never")) {
            throw new IllegalArgumentException("never comes");
        }
        return after.plusHours(1);
    });

    @Test
    void sendsAtOnceWhereNobodyAskedForAnythingElse() {
        assertThat(pace.holdingOf(aRoute(null, null, null), anEvent(Severity.INFO), NOON))
                .isEmpty();
    }

    @Test
    void opensAWindowForEachGroup() {
        var route = aRoute(BY_TYPE, null, null);
        var holding = pace.holdingOf(route, anEvent(Severity.INFO), NOON).orElseThrow();

        assertThat(holding.kind()).isEqualTo(Holding.Kind.WINDOW);
        assertThat(holding.until()).isEqualTo(NOON.plusSeconds(600));
        assertThat(holding.key()).contains("dev.moru.site.reachable.v1", "lab").doesNotContain("subject-1");
    }

    @Test
    void keepsGroupsApartWhoseValuesRunIntoEachOther() {
        var group = new Grouping(List.of("project", "site"), Duration.ofMinutes(10));

        assertThat(key(group, "a", "b,1:c")).isNotEqualTo(key(group, "a,5:b", "c"));
    }

    private String key(Grouping group, String project, String site) {
        var event = new NotableEvent(UUID.randomUUID(), "t", "s", project, site, Severity.INFO, Set.of(), null);
        return pace.holdingOf(aRoute(group, null, null), event, NOON)
                .orElseThrow()
                .key();
    }

    @ParameterizedTest
    @CsvSource({
        // 22:00 to 07:00 in Seoul is 13:00 to 22:00 UTC.
        "2026-03-01T12:59:59Z,",
        "2026-03-01T13:00:00Z, 2026-03-01T22:00:00Z",
        "2026-03-01T15:30:00Z, 2026-03-01T22:00:00Z",
        "2026-03-01T21:59:59Z, 2026-03-01T22:00:00Z",
        "2026-03-01T22:00:00Z,"
    })
    void holdsInQuietHoursUntilTheyEndInTheirTimeZone(Instant now, @Nullable Instant end) {
        var holding = pace.holdingOf(aRoute(null, NIGHT, null), anEvent(Severity.ERROR), now);

        assertThat(holding.map(Holding::until).orElse(null)).isEqualTo(end);
    }

    @Test
    void knowsQuietHoursOfOneDayAndThoseOfADayWithAnHourLess() {
        var lunch = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), "Asia/Seoul");
        var spring = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), "Europe/Berlin");

        assertThat(pace.quietEnd(aRoute(null, lunch, null), NOON)).contains(NOON.plusSeconds(3600));
        assertThat(pace.quietEnd(aRoute(null, spring, null), Instant.parse("2026-03-29T00:30:00Z")))
                .contains(Instant.parse("2026-03-29T05:00:00Z"));
    }

    @Test
    void letsWhatIsCriticalPassQuietHoursAndTheGroupsInThem() {
        var night = Instant.parse("2026-03-01T15:00:00Z");

        assertThat(pace.holdingOf(aRoute(BY_TYPE, NIGHT, null), anEvent(Severity.CRITICAL), night))
                .isEmpty();
    }

    @Test
    void holdsEverythingForADigestAndSendsNoneInQuietHours() {
        var digest = new Digest("0 9 * * *", "Asia/Seoul");

        assertThat(pace.holdingOf(aRoute(null, null, digest), anEvent(Severity.CRITICAL), NOON))
                .contains(new Holding(Holding.Kind.DIGEST, "", NOON.plusSeconds(3600)));
        assertThat(pace.holdingOf(
                        aRoute(null, NIGHT, digest), anEvent(Severity.INFO), Instant.parse("2026-03-01T12:30:00Z")))
                .map(Holding::until)
                .contains(Instant.parse("2026-03-01T22:00:00Z"));
    }

    @Test
    void sendsAtOnceWhatAScheduleThatNeverComesWouldHoldForEver() {
        var route = aRoute(null, null, new Digest("never", "Asia/Seoul"));

        assertThat(pace.objectionTo(route, NOON)).isPresent();
        assertThat(pace.holdingOf(route, anEvent(Severity.INFO), NOON)).isEmpty();
        assertThat(pace.objectionTo(
                        aRoute(null, new QuietHours(LocalTime.MIN, LocalTime.NOON, "Mars/Base"), null), NOON))
                .isPresent();
    }

    private static RouteSpec aRoute(@Nullable Grouping group, @Nullable QuietHours quiet, @Nullable Digest digest) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        return new RouteSpec("shop", everything, List.of(UUID.randomUUID()), true, "", group, quiet, digest);
    }

    private static NotableEvent anEvent(Severity severity) {
        return new NotableEvent(
                UUID.randomUUID(), "dev.moru.site.reachable.v1", "subject-1", "shop", "lab", severity, Set.of(), null);
    }
}
