package dev.moru.contracts.notification;

import dev.moru.contracts.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a route takes; each list matches when it is empty or names the event's value.
 *
 * @param types type names; a trailing {@code *} matches the rest
 * @param severity the least severity
 * @param tags tags of the event's server, any of them
 */
public record RouteMatch(
        List<String> types,
        List<String> projects,
        List<String> sites,
        @Nullable Severity severity,
        List<String> tags) {

    public RouteMatch {
        types = types == null ? List.of() : List.copyOf(types);
        projects = projects == null ? List.of() : List.copyOf(projects);
        sites = sites == null ? List.of() : List.copyOf(sites);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
