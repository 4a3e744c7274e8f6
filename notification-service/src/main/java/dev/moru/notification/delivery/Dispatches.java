package dev.moru.notification.delivery;

import dev.moru.contracts.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps deliveries, and the events that they carry for as long as one needs them. Every write joins the running transaction. */
public interface Dispatches {

    /**
     * Keeps new deliveries of an event.
     *
     * @param body the event as it will be sent
     * @return the ids of those that were not there yet: an event reaches a channel once
     */
    Set<UUID> keep(UUID eventId, String body, List<Dispatch> dispatches);

    Optional<Dispatch> find(UUID id);

    /** Keeps the row locked until the running transaction ends. */
    Optional<Dispatch> lock(UUID id);

    /** What is sent with a delivery: its own event, and those that it carries. */
    List<String> bodiesOf(UUID delivery);

    /** What waits longest in a hold and is at least so severe; kept locked until the running transaction ends. */
    List<Dispatch> heldIn(UUID hold, Severity least, int atMost);

    void update(Dispatch dispatch);

    /**
     * Forgets deliveries that ended longer ago, and events that no delivery needs any more.
     *
     * @param atMost how many of each
     * @return whether there may be more
     */
    boolean forget(Duration olderThan, int atMost);
}
