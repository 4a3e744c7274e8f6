package dev.moru.notification.route;

import dev.moru.contracts.notification.ApplyRoute;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the configured routes. Every write joins the running transaction. */
public interface Routes {

    List<Route> all();

    Optional<Route> find(UUID id);

    /** Takes over an accepted state, unless a newer one is there; answers what is there now. */
    Route apply(ApplyRoute accepted);

    void remove(UUID id);
}
