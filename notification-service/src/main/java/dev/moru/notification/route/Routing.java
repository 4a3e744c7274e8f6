package dev.moru.notification.route;

import dev.moru.notification.channel.ConfiguredChannel;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All routes and channels, at rest. */
public final class Routing {

    private final List<Route> routes;
    private final Map<UUID, ConfiguredChannel> channels;
    private final Pace pace;

    public Routing(List<Route> routes, List<ConfiguredChannel> channels, Pace pace) {
        this.pace = pace;
        this.routes = routes.stream()
                .sorted(Comparator.comparing(Route::name).thenComparing(Route::id))
                .toList();
        this.channels =
                channels.stream().collect(Collectors.toUnmodifiableMap(ConfiguredChannel::id, Function.identity()));
    }

    /** Where an event goes. A channel gets it once, by the route that sends it soonest, the first by name of several. */
    public List<Destination> destinationsOf(NotableEvent event, Instant now) {
        var reached = new HashSet<UUID>();
        return routes.stream()
                .filter(route -> route.takes(event))
                .flatMap(route -> destinationsOf(route, pace.holdingOf(route.spec(), event, now)))
                .sorted(Comparator.comparing(Destination::due))
                .filter(destination -> reached.add(destination.channel().id()))
                .toList();
    }

    private Stream<Destination> destinationsOf(Route route, Optional<Holding> holding) {
        return route.spec().channels().stream()
                .flatMap(id -> Optional.ofNullable(channels.get(id)).stream())
                .filter(ConfiguredChannel::isActive)
                .filter(channel -> channel.servesProject(route.spec().project()))
                .map(channel -> new Destination(route, channel, holding.orElse(null)));
    }

    /**
     * A channel, and the route that leads there.
     *
     * @param holding absent: the event is sent at once, by itself
     */
    public record Destination(
            Route route,
            ConfiguredChannel channel,
            @Nullable Holding holding) {

        /** The first of a window is sent at once, so it goes before quiet hours; but the others wait, so not before no holding. */
        private Instant due() {
            if (holding == null) {
                return Instant.MIN;
            }
            return holding.kind() == Holding.Kind.WINDOW ? Instant.EPOCH : holding.until();
        }
    }
}
