package dev.moru.gateway.configuration;

import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route as somebody asks for it.
 *
 * @param match everything, when it is left out
 * @param channels names or ids, of the same project or of the installation
 * @param group reserved
 * @param window reserved
 */
public record RouteDraft(
        @Nullable String name,
        @Nullable RouteMatch match,
        @Nullable List<String> channels,
        @Nullable Boolean enabled,
        @Nullable String description,
        @Nullable Object group,
        @Nullable Object window)
        implements ResourceDraft {

    private static final RouteMatch EVERYTHING = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());

    @Override
    public void check(Complaints complaints) {
        complaints.require(!Text.orEmpty(channels).isEmpty(), "/channels", "at least one channel");
        complaints.reserved("/group", group);
        complaints.reserved("/window", window);
        Text.description(description, complaints);
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
                Text.orEmpty(description));
    }
}
