package dev.moru.notification.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.notification.channel.ConfiguredChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
    private static final Pace PACE = new Pace((cron, after) -> after.plusHours(1));

    private static final NotableEvent EVENT = new NotableEvent(
            UUID.randomUUID(), "dev.moru.site.reachable.v1", "s", "shop", "lab", Severity.INFO, Set.of(), null);

    @Test
    void reachesAChannelOnceHoweverManyRoutesLeadThere() {
        var channel = aChannel("shop", true, null);

        var routing = new Routing(
                List.of(aRoute("z", "shop", channel), aRoute("a", "shop", channel), aRoute("m", null, channel)),
                List.of(channel),
                PACE);

        assertThat(routing.destinationsOf(EVENT, NOW))
                .singleElement()
                .satisfies(destination -> assertThat(destination.route().name()).isEqualTo("a"));
    }

    @Test
    void prefersARouteThatHoldsNothingWhateverItsName() {
        var channel = aChannel("shop", true, null);
        var hourly = new Grouping(List.of(), Duration.ofHours(1));

        var routing = new Routing(
                List.of(aRoute("a", "shop", hourly, channel), aRoute("z", "shop", channel)), List.of(channel), PACE);

        assertThat(routing.destinationsOf(EVENT, NOW))
                .singleElement()
                .satisfies(destination -> assertThat(destination.route().name()).isEqualTo("z"));
    }

    @Test
    void reachesAllChannelsOfARoute() {
        var first = aChannel("shop", true, null);
        var second = aChannel(null, true, null);

        var routing = new Routing(List.of(aRoute("r", "shop", first, second)), List.of(first, second), PACE);

        assertThat(routing.destinationsOf(EVENT, NOW))
                .extracting(Routing.Destination::channel)
                .containsExactly(first, second);
    }

    @Test
    void leavesOutChannelsThatAreDisabledGoneRemovedOrOfAnotherProject() {
        var disabled = aChannel("shop", false, null);
        var gone = aChannel("shop", true, "410");
        var removed = aChannel("shop", true, null);
        var foreign = aChannel("bank", true, null);

        var routing = new Routing(
                List.of(aRoute("r", "shop", disabled, gone, removed, foreign)), List.of(disabled, gone, foreign), PACE);

        assertThat(routing.destinationsOf(EVENT, NOW)).isEmpty();
    }

    private static ConfiguredChannel aChannel(@Nullable String project, boolean enabled, @Nullable String gone) {
        var spec = new ChannelSpec("webhook", project, Map.of(), Map.of(), enabled, "");
        return new ConfiguredChannel(UUID.randomUUID(), "c", 1, spec, Map.of(), gone, false);
    }

    private static Route aRoute(String name, @Nullable String project, ConfiguredChannel... channels) {
        return aRoute(name, project, null, channels);
    }

    private static Route aRoute(
            String name, @Nullable String project, @Nullable Grouping group, ConfiguredChannel... channels) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        var ids = List.of(channels).stream().map(ConfiguredChannel::id).toList();
        return new Route(
                UUID.randomUUID(), name, 1, new RouteSpec(project, everything, ids, true, "", group, null, null));
    }
}
