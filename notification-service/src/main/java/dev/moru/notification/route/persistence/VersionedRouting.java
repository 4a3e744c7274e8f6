package dev.moru.notification.route.persistence;

import dev.moru.notification.channel.Channels;
import dev.moru.notification.route.CurrentRouting;
import dev.moru.notification.route.Pace;
import dev.moru.notification.route.Routes;
import dev.moru.notification.route.Routing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads routes and channels when one has changed, whichever replica has changed it. The version is read before them: what is
 * remembered may be newer than its version says, and then is read once more, but never older.
 */
@Repository
class VersionedRouting implements CurrentRouting {

    private final JdbcClient jdbc;
    private final Routes routes;
    private final Channels channels;
    private final Pace pace;
    private volatile @Nullable Versioned known;

    VersionedRouting(JdbcClient jdbc, Routes routes, Channels channels, Pace pace) {
        this.jdbc = jdbc;
        this.routes = routes;
        this.channels = channels;
        this.pace = pace;
    }

    private record Versioned(long version, Routing routing) {}

    @Override
    public Routing get() {
        long version = jdbc.sql("select version from routing").query(Long.class).single();
        var before = known;
        if (before != null && before.version() == version) {
            return before.routing();
        }
        var now = new Versioned(version, new Routing(routes.all(), channels.all(), pace));
        known = now;
        return now.routing();
    }
}
