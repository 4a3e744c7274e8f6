package dev.moru.notification.delivery;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.Grouping;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import dev.moru.notification.delivery.Holds.Hold;
import dev.moru.notification.route.Holding;
import dev.moru.notification.route.Pace;
import dev.moru.notification.route.Route;
import dev.moru.notification.route.Routes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends what has waited together: the first delivery carries the events of the others, as many as a message takes. Nothing is
 * left behind: what is held is either carried, or goes on being held where quiet hours have begun.
 */
public final class Release {

    /** How many events a message carries; what is more goes into further ones. */
    static final int MOST_EVENTS = 100;

    /** How many deliveries a transaction sends; events that join the hold wait until it ends. */
    static final int PART = 1_000;

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final Holds holds;
    private final Dispatches dispatches;
    private final DispatchQueue queue;
    private final DispatchReports reports;
    private final Routes routes;
    private final Pace pace;
    private final Clock clock;

    public Release(
            Holds holds,
            Dispatches dispatches,
            DispatchQueue queue,
            DispatchReports reports,
            Routes routes,
            Pace pace,
            Clock clock) {
        this.holds = holds;
        this.dispatches = dispatches;
        this.queue = queue;
        this.reports = reports;
        this.routes = routes;
        this.pace = pace;
        this.clock = clock;
    }

    /** Runs in the transaction of the timer; a hold that is closed already is no matter. */
    public void release(UUID hold) {
        holds.lock(hold).ifPresent(this::release);
    }

    private void release(Hold hold) {
        var now = latest(clock.instant(), hold.due());
        var route = routes.find(hold.key().route());
        var quietEnd = route.map(Route::spec)
                .filter(spec -> pace.objectionTo(spec, now).isEmpty())
                .flatMap(spec -> pace.quietEnd(spec, now));
        // One more than is sent tells that there are more.
        var held = dispatches.heldIn(hold.id(), quietEnd.isPresent() ? Severity.CRITICAL : Severity.INFO, PART + 1);
        var sent = held.subList(0, Math.min(held.size(), PART));
        for (int from = 0; from < sent.size(); from += MOST_EVENTS) {
            carry(sent.subList(from, Math.min(sent.size(), from + MOST_EVENTS)), now);
        }
        if (held.size() > PART) {
            holds.postpone(hold.id(), hold.due().plus(AT_ONCE));
        } else if (quietEnd.isPresent()) {
            holds.postpone(hold.id(), quietEnd.get());
        } else {
            goOn(hold, route, sent.isEmpty(), now);
        }
    }

    /** The timer goes by the clock of the database: by this one the moment may not have come yet. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void carry(List<Dispatch> members, Instant now) {
        var carrier = members.get(0).carrying(members.size(), now);
        dispatches.update(carrier);
        members.stream().skip(1).map(member -> member.carriedBy(carrier, now)).forEach(member -> {
            dispatches.update(member);
            reports.report(member);
        });
        queue.send(List.of(Sending.again(carrier)));
    }

    /** A window that had something to send is followed by the next one. */
    private void goOn(Hold hold, Optional<Route> route, boolean nothingSent, Instant now) {
        var window = windowOf(route);
        if (hold.key().kind() == Holding.Kind.WINDOW && !nothingSent && window.isPresent()) {
            holds.postpone(hold.id(), now.plus(window.get()));
        } else {
            holds.close(hold.id());
        }
    }

    private static Optional<Duration> windowOf(Optional<Route> route) {
        return route.flatMap(found -> Optional.ofNullable(found.spec().group())).map(Grouping::window);
    }
}
