package dev.moru.notification.delivery;

import dev.moru.notification.channel.Channels;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import dev.moru.notification.delivery.Holds.Hold;
import dev.moru.notification.delivery.Holds.Key;
import dev.moru.notification.route.CurrentRouting;
import dev.moru.notification.route.Holding;
import dev.moru.notification.route.NotableEvent;
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

    private final CurrentRouting routing;
    private final Channels channels;
    private final Dispatches dispatches;
    private final Holds holds;
    private final DispatchQueue queue;
    private final DispatchReports reports;
    private final Clock clock;

    public DeliveryIntake(
            CurrentRouting routing,
            Channels channels,
            Dispatches dispatches,
            Holds holds,
            DispatchQueue queue,
            DispatchReports reports,
            Clock clock) {
        this.routing = routing;
        this.channels = channels;
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
        var current = routing.get();
        var taken = events.stream()
                .map(incoming -> new Taken(incoming, current.destinationsOf(incoming.event(), now)))
                .filter(each -> !each.destinations().isEmpty())
                .toList();
        if (!taken.isEmpty()) {
            take(taken, now);
        }
    }

    private void take(List<Taken> taken, Instant now) {
        var open = holds.join(wantedBy(taken));
        var openers = open.values().stream()
                .filter(hold -> hold.opened() && hold.key().kind() == Holding.Kind.WINDOW)
                .map(Hold::id)
                .collect(Collectors.toCollection(HashSet::new));
        var fresh = taken.stream()
                .flatMap(each -> keep(each, open, openers, now).stream())
                .toList();
        var ailing = channels.ailing();
        queue.send(fresh.stream()
                .map(dispatch -> Sending.first(
                        dispatch, ailing.contains(dispatch.delivery().channelId())))
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

    /**
     * @param openers windows that nothing was sent for yet
     * @return what is to be sent at once
     */
    private List<Dispatch> keep(Taken taken, Map<Key, Hold> open, Set<UUID> openers, Instant now) {
        var event = taken.incoming().event();
        var planned = taken.destinations().stream()
                .map(destination -> plan(event, destination, open, openers, now))
                .toList();
        var kept = dispatches.keep(event.id(), taken.incoming().body().get(), planned);
        var fresh = planned.stream()
                .filter(dispatch -> kept.contains(dispatch.delivery().id()))
                .toList();
        fresh.stream().filter(Dispatch::isHeld).forEach(reports::report);
        return fresh.stream().filter(Dispatch::isPending).toList();
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
}
