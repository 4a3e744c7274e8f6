package dev.moru.notification.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    private static final RouteMatch EVERYTHING = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());

    @Test
    void takesEverythingInItsScopeWhenItNamesNothing() {
        assertThat(aRoute(null, EVERYTHING).takes(anEvent("shop", Severity.INFO)))
                .isTrue();
        assertThat(aRoute(null, EVERYTHING).takes(anEvent(null, Severity.INFO))).isTrue();
    }

    @Test
    void ofAProjectNeverTakesAnEventOfAnotherOneOrOfTheInstallation() {
        var greedy = new RouteMatch(List.of(), List.of("shop", "bank"), List.of(), null, List.of());

        assertThat(aRoute("shop", greedy).takes(anEvent("shop", Severity.INFO))).isTrue();
        assertThat(aRoute("shop", greedy).takes(anEvent("bank", Severity.INFO))).isFalse();
        assertThat(aRoute("shop", EVERYTHING).takes(anEvent(null, Severity.INFO)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.moru.server.provisioned.v1, true",
        "dev.moru.server.*, true",
        "*, true",
        "dev.moru.server.provisioned, false",
        "dev.moru.server.provisioned.v1*, true",
        "dev.moru.site.*, false",
        "dev.moru.server.deleted.v1, false"
    })
    void matchesTypesByNameOrByTheirBeginning(String wanted, boolean taken) {
        var match = new RouteMatch(List.of(wanted), List.of(), List.of(), null, List.of());

        assertThat(aRoute(null, match).takes(anEvent("shop", Severity.INFO))).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING, INFO, false",
        "WARNING, WARNING, true",
        "WARNING, CRITICAL, true",
        "INFO, INFO, true",
        "CRITICAL, ERROR, false"
    })
    void takesEventsOfAtLeastItsSeverity(Severity least, Severity actual, boolean taken) {
        var match = new RouteMatch(List.of(), List.of(), List.of(), least, List.of());

        assertThat(aRoute(null, match).takes(anEvent("shop", actual))).isEqualTo(taken);
    }

    @Test
    void takesEventsWithAnyOfItsTags() {
        assertThat(aRoute(null, tagged("web", "db")).takes(anEvent("shop", Severity.INFO)))
                .isTrue();
        assertThat(aRoute(null, tagged("db")).takes(anEvent("shop", Severity.INFO)))
                .isFalse();
    }

    @Test
    void takesEventsOfItsSites() {
        var lab = new RouteMatch(List.of(), List.of(), List.of("lab"), null, List.of());
        var elsewhere = new RouteMatch(List.of(), List.of(), List.of("elsewhere"), null, List.of());

        assertThat(aRoute(null, lab).takes(anEvent("shop", Severity.INFO))).isTrue();
        assertThat(aRoute(null, elsewhere).takes(anEvent("shop", Severity.INFO)))
                .isFalse();
    }

    @Test
    void takesNothingWhileItIsDisabled() {
        var disabled = new Route(
                UUID.randomUUID(),
                "r",
                1,
                new RouteSpec(null, EVERYTHING, List.of(UUID.randomUUID()), false, "", null, null, null));

        assertThat(disabled.takes(anEvent("shop", Severity.CRITICAL))).isFalse();
    }

    private static RouteMatch tagged(String... tags) {
        return new RouteMatch(List.of(), List.of(), List.of(), null, List.of(tags));
    }

    private static Route aRoute(@Nullable String project, RouteMatch match) {
        return new Route(
                UUID.randomUUID(),
                "r",
                1,
                new RouteSpec(project, match, List.of(UUID.randomUUID()), true, "", null, null, null));
    }

    private static NotableEvent anEvent(@Nullable String project, Severity severity) {
        return new NotableEvent(
                UUID.randomUUID(),
                "dev.moru.server.provisioned.v1",
                "s",
                project,
                "lab",
                severity,
                Set.of("web", "shop"),
                null);
    }
}
