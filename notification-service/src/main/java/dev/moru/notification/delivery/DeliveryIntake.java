package dev.moru.notification.delivery;

import dev.moru.notification.channel.Channels;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import dev.moru.notification.delivery.Holds.Hold;
import dev.moru.notification.delivery.Holds.Key;
import dev.moru.notification.route.Holding;
import dev.moru.notification.route.NotableEvent;
import dev.moru.notification.route.Pace;
import dev.moru.notification.route.Routes;
import dev.moru.notification.route.Routing;
import dev.moru.notification.route.Routing.Destination;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns events into deliveries: one for each channel that a route leads to, sent at once or held to be sent with others. */
public final class DeliveryIntake {

    private final Routes routes;
    private final Channels channels;
    private final Pace pace;
    private final Dispatches dispatches;
    private final Holds holds;
    private final DispatchQueue queue;
    private final DispatchReports reports;
    private final Clock clock;

    public DeliveryIntake(
            Routes routes,
            Channels channels,
            Pace pace,
            Dispatches dispatches,
            Holds holds,
            DispatchQueue queue,
            DispatchReports reports,
            Clock clock) {
        this.routes = routes;
        this.channels = channels;
        this.pace = pace;
        this.dispatches = dispatches;
        this.holds = holds;
        this.queue = queue;
        this.reports = reports;
        this.clock = clock;
    }

    /** An event with the body that is sent for it, which is made when a route takes it. */
    public record Incoming(NotableEvent event, Supplier<String> body) {}

    /** Runs in the transaction that handles the events. */
    public void take(List<Incoming> events) {
        var now = clock.instant();
        var routing = new Routing(routes.all(), channels.all(), pace, now);
        var taken = events.stream()
                .map(incoming -> new Taken(incoming, routing.destinationsOf(incoming.event())))
                .filter(each -> !each.destinations().isEmpty())
                .toList();
        var open = holds.join(wantedBy(taken));
        var openers = open.values().stream()
                .filter(hold -> hold.opened() && hold.key().kind() == Holding.Kind.WINDOW)
                .map(Hold::id)
                .collect(Collectors.toCollection(HashSet::new));
        queue.send(taken.stream()
                .flatMap(each -> keep(each, open, openers, now).stream())
                .toList());
    }

    private static Map<Key, Instant> wantedBy(List<Taken> taken) {
        var wanted = new HashMap<Key, Instant>();
        taken.stream()
                .flatMap(each -> each.destinations().stream())
                .filter(destination -> destination.holding() != null)
                .forEach(destination -> wanted.put(
                        keyOf(destination),
                        Objects.requireNonNull(destination.holding()).until()));
        return wanted;
    }

    private static Key keyOf(Destination destination) {
        var holding = Objects.requireNonNull(destination.holding());
        return new Key(destination.route().id(), destination.channel().id(), holding.kind(), holding.key());
    }

    /** @param openers windows that nothing was sent for yet */
    private List<Sending> keep(Taken taken, Map<Key, Hold> open, Set<UUID> openers, Instant now) {
        var event = taken.incoming().event();
        var planned = taken.destinations().stream()
                .map(destination -> new Planned(plan(event, destination, open, openers, now), destination.channel()))
                .toList();
        var kept = dispatches.keep(
                event.id(),
                taken.incoming().body().get(),
                planned.stream().map(Planned::dispatch).toList());
        var fresh = planned.stream()
                .filter(plan -> kept.contains(plan.dispatch().delivery().id()))
                .toList();
        fresh.stream().map(Planned::dispatch).filter(Dispatch::isHeld).forEach(reports::report);
        return fresh.stream()
                .filter(plan -> plan.dispatch().isPending())
                .map(plan -> Sending.first(plan.dispatch(), plan.channel()))
                .toList();
    }

    private static Dispatch plan(
            NotableEvent event, Destination destination, Map<Key, Hold> open, Set<UUID> openers, Instant now) {
        var dispatch = Dispatch.of(event, destination, now);
        if (destination.holding() == null) {
            return dispatch;
        }
        var hold = Objects.requireNonNull(open.get(keyOf(destination)));
        return openers.remove(hold.id()) ? dispatch : dispatch.heldIn(hold);
    }

    private record Taken(Incoming incoming, List<Destination> destinations) {}

    private record Planned(Dispatch dispatch, ConfiguredChannel channel) {}
}
