package dev.moru.notification.delivery;

import dev.moru.notification.channel.Channels;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import dev.moru.notification.route.NotableEvent;
import dev.moru.notification.route.Routes;
import dev.moru.notification.route.Routing;
import dev.moru.notification.route.Routing.Destination;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns events into deliveries: one for each channel that a route leads to. */
public final class DeliveryIntake {

    private final Routes routes;
    private final Channels channels;
    private final Dispatches dispatches;
    private final DispatchQueue queue;
    private final Clock clock;

    public DeliveryIntake(Routes routes, Channels channels, Dispatches dispatches, DispatchQueue queue, Clock clock) {
        this.routes = routes;
        this.channels = channels;
        this.dispatches = dispatches;
        this.queue = queue;
        this.clock = clock;
    }

    /** An event with the body that is sent for it, which is made when a route takes it. */
    public record Incoming(NotableEvent event, Supplier<String> body) {}

    /** Runs in the transaction that handles the events. */
    public void take(List<Incoming> events) {
        var routing = new Routing(routes.all(), channels.all());
        var sendings = new ArrayList<Sending>();
        events.forEach(incoming -> sendings.addAll(take(incoming, routing.destinationsOf(incoming.event()))));
        queue.send(sendings);
    }

    private List<Sending> take(Incoming incoming, List<Destination> destinations) {
        if (destinations.isEmpty()) {
            return List.of();
        }
        var event = incoming.event();
        var now = clock.instant();
        var planned = destinations.stream()
                .map(destination -> new Planned(Dispatch.of(event, destination, now), destination.channel()))
                .toList();
        var kept = dispatches.keep(
                event.id(),
                incoming.body().get(),
                planned.stream().map(Planned::dispatch).toList());
        return planned.stream()
                .filter(plan -> kept.contains(plan.dispatch().delivery().id()))
                .map(plan -> Sending.first(plan.dispatch(), plan.channel()))
                .toList();
    }

    private record Planned(Dispatch dispatch, ConfiguredChannel channel) {}
}
