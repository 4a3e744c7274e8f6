package dev.moru.notification.route;

import dev.moru.contracts.Severity;
import dev.moru.contracts.notification.Digest;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.contracts.notification.RouteSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When a route sends what it takes. A digest gathers everything; else quiet hours hold what is not critical; else a group has a
 * window. What is critical passes quiet hours, also those that a window or a digest ends in.
 */
public final class Pace {

    private final Calendar calendar;

    public Pace(Calendar calendar) {
        this.calendar = calendar;
    }

    /** Why events can't be held as the route says, and so are sent at once; empty when they can. */
    public Optional<String> objectionTo(RouteSpec spec, Instant now) {
        try {
            quietEnd(spec, now);
            if (spec.digest() != null) {
                next(spec.digest(), now);
            }
            return Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.of("Events are sent at once: " + e.getMessage());
        }
    }

    /** Empty: the event is sent at once, by itself. */
    public Optional<Holding> holdingOf(RouteSpec spec, NotableEvent event, Instant now) {
        return objectionTo(spec, now).isPresent() ? Optional.empty() : judged(spec, event, now);
    }

    private Optional<Holding> judged(RouteSpec spec, NotableEvent event, Instant now) {
        if (spec.digest() != null) {
            var next = next(spec.digest(), now);
            return Optional.of(
                    new Holding(Holding.Kind.DIGEST, "", quietEnd(spec, next).orElse(next)));
        }
        var quiet = quietEnd(spec, now);
        if (quiet.isPresent()) {
            return event.severity() == Severity.CRITICAL
                    ? Optional.empty()
                    : quiet.map(end -> new Holding(Holding.Kind.QUIET, "", end));
        }
        return Optional.ofNullable(spec.group())
                .map(group -> new Holding(Holding.Kind.WINDOW, key(group, event), now.plus(group.window())));
    }

    private Instant next(Digest digest, Instant now) {
        return calendar.next(digest.cron(), now.atZone(ZoneId.of(digest.timeZone())))
                .toInstant();
    }

    /** When the quiet hours end that a moment is in; empty when it is in none. */
    public Optional<Instant> quietEnd(RouteSpec spec, Instant now) {
        return Optional.ofNullable(spec.quietHours()).flatMap(hours -> endOf(hours, now));
    }

    private static Optional<Instant> endOf(QuietHours hours, Instant now) {
        var zone = ZoneId.of(hours.timeZone());
        var local = now.atZone(zone);
        // They may have begun yesterday.
        for (var day : List.of(local.toLocalDate().minusDays(1), local.toLocalDate())) {
            var from = day.atTime(hours.from()).atZone(zone).toInstant();
            var lastDay = hours.to().isAfter(hours.from()) ? day : day.plusDays(1);
            var to = lastDay.atTime(hours.to()).atZone(zone).toInstant();
            if (!now.isBefore(from) && now.isBefore(to)) {
                return Optional.of(to);
            }
        }
        return Optional.empty();
    }

    /** With lengths, so that no two groups look alike. */
    private static String key(Grouping group, NotableEvent event) {
        return group.by().stream()
                .map(part -> String.valueOf(event.part(part)))
                .map(value -> value.length() + ":" + value)
                .collect(Collectors.joining(","));
    }
}
