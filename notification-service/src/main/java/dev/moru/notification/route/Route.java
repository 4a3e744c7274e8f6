package dev.moru.notification.route;

import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A route that somebody has configured. */
public record Route(UUID id, String name, long revision, RouteSpec spec) {

    private static final String ANYTHING_AFTER = "*";

    public boolean takes(NotableEvent event) {
        return spec.enabled() && isInScope(event) && matches(spec.match(), event);
    }

    /** A route of a project never sees an event of another one, or of the installation, whatever it matches. */
    private boolean isInScope(NotableEvent event) {
        return spec.project() == null || spec.project().equals(event.project());
    }

    private static boolean matches(RouteMatch match, NotableEvent event) {
        return (match.types().isEmpty() || match.types().stream().anyMatch(type -> isType(type, event.type())))
                && isAnyOf(match.projects(), event.project())
                && isAnyOf(match.sites(), event.site())
                && (match.severity() == null || event.severity().compareTo(match.severity()) >= 0)
                && (match.tags().isEmpty() || !Collections.disjoint(match.tags(), event.tags()));
    }

    private static boolean isType(String wanted, String type) {
        return wanted.endsWith(ANYTHING_AFTER)
                ? type.startsWith(wanted.substring(0, wanted.length() - ANYTHING_AFTER.length()))
                : type.equals(wanted);
    }

    private static boolean isAnyOf(List<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
