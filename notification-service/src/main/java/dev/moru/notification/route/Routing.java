package dev.moru.notification.route;

import dev.moru.notification.channel.ConfiguredChannel;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All routes and channels at one moment. */
public final class Routing {

    private final List<Route> routes;
    private final Map<UUID, ConfiguredChannel> channels;

    public Routing(List<Route> routes, List<ConfiguredChannel> channels) {
        this.routes = routes.stream()
                .sorted(Comparator.comparing(Route::name).thenComparing(Route::id))
                .toList();
        this.channels =
                channels.stream().collect(Collectors.toUnmodifiableMap(ConfiguredChannel::id, Function.identity()));
    }

    /** Where an event goes. A channel gets it once, however many routes lead there; the first by name is named. */
    public List<Destination> destinationsOf(NotableEvent event) {
        var reached = new HashSet<UUID>();
        return routes.stream()
                .filter(route -> route.takes(event))
                .flatMap(this::destinationsOf)
                .filter(destination -> reached.add(destination.channel().id()))
                .toList();
    }

    private Stream<Destination> destinationsOf(Route route) {
        return route.spec().channels().stream()
                .flatMap(id -> Optional.ofNullable(channels.get(id)).stream())
                .filter(ConfiguredChannel::isActive)
                .filter(channel -> channel.servesProject(route.spec().project()))
                .map(channel -> new Destination(route, channel));
    }

    /** A channel, and the route that leads there. */
    public record Destination(Route route, ConfiguredChannel channel) {}
}
