package dev.moru.gateway.configuration;

import dev.moru.contracts.notification.Digest;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.gateway.problem.Complaints;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route as somebody asks for it.
 *
 * @param match everything, when it is left out
 * @param channels names or ids, of the same project or of the installation
 * @param group sends events of a group together, once in a window
 * @param quietHours holds what is not critical until they end
 * @param digest holds everything until its next time
 */
public record RouteDraft(
        @Nullable String name,
        @Nullable RouteMatch match,
        @Nullable List<String> channels,
        @Nullable Boolean enabled,
        @Nullable String description,
        @Nullable Grouping group,
        @Nullable QuietHours quietHours,
        @Nullable Digest digest)
        implements ResourceDraft {

    private static final Set<String> GROUPED_BY = Set.of("type", "subject", "project", "site", "severity");
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    private static final RouteMatch EVERYTHING = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());

    @Override
    public void check(Complaints complaints) {
        complaints.require(!Text.orEmpty(channels).isEmpty(), "/channels", "at least one channel");
        if (group != null) {
            checkGroup(group, complaints);
        }
        if (quietHours != null) {
            complaints.require(
                    quietHours.from() != null
                            && quietHours.to() != null
                            && !quietHours.from().equals(quietHours.to()),
                    "/quietHours",
                    "from and to, as 22:00 and 07:00");
            checkZone("/quietHours/timeZone", quietHours.timeZone(), complaints);
        }
        if (digest != null) {
            complaints.require(group == null, "/digest", "a digest groups everything; leave out group");
            complaints.require(digest.cron() != null, "/digest/cron", "a cron expression, as 0 9 * * MON-FRI");
            checkZone("/digest/timeZone", digest.timeZone(), complaints);
        }
        Text.description(description, complaints);
    }

    private static void checkGroup(Grouping group, Complaints complaints) {
        for (int i = 0; i < group.by().size(); i++) {
            Text.oneOf(GROUPED_BY, group.by().get(i), "/group/by/" + i, complaints);
        }
        complaints.require(
                group.window() != null
                        && group.window().compareTo(SHORTEST_WINDOW) >= 0
                        && group.window().compareTo(LONGEST_WINDOW) <= 0,
                "/group/window",
                "from " + SHORTEST_WINDOW + " to " + LONGEST_WINDOW);
    }

    private static void checkZone(String pointer, @Nullable String zone, Complaints complaints) {
        complaints.require(
                zone != null && ZoneId.getAvailableZoneIds().contains(zone), pointer, "a time zone, as Asia/Seoul");
    }

    @Override
    public Map<String, String> schedules() {
        return digest == null || digest.cron() == null ? Map.of() : Map.of("/digest/cron", "0 " + digest.cron());
    }

    @Override
    public Set<String> channelWords() {
        return new LinkedHashSet<>(Text.orEmpty(channels));
    }

    @Override
    public RouteSpec spec(Links links) {
        return new RouteSpec(
                links.project(),
                Objects.requireNonNullElse(match, EVERYTHING),
                channelWords().stream()
                        .map(word -> Objects.requireNonNull(links.channels().get(word)))
                        .toList(),
                enabled == null || enabled,
                Text.orEmpty(description),
                group,
                quietHours,
                digest);
    }
}
