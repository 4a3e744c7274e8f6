package dev.moru.notification.delivery;

import dev.moru.notification.route.Holding;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps what deliveries wait together for. Every call joins the running transaction. */
public interface Holds {

    /** What the deliveries of a hold have in common. */
    record Key(UUID route, UUID channel, Holding.Kind kind, String key) {}

    /**
     * Something that deliveries wait for.
     *
     * @param opened whether it began with this call
     */
    record Hold(UUID id, Key key, Instant due, boolean opened) {}

    /**
     * Opens holds where there are none, and keeps all of them as they are until the transaction ends.
     *
     * @param wanted when each is due if it is opened now
     */
    Map<Key, Hold> join(Map<Key, Instant> wanted);

    /** Keeps it locked until the running transaction ends. */
    Optional<Hold> lock(UUID id);

    /** Lets it end later, or once more. */
    void postpone(UUID id, Instant due);

    void close(UUID id);
}
