package dev.moru.notification.channel;

import dev.moru.contracts.notification.ApplyChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps the configured channels. Every write joins the running transaction. */
public interface Channels {

    List<ConfiguredChannel> all();

    /** Those whose last attempt failed, by id. */
    Set<UUID> ailing();

    Optional<ConfiguredChannel> find(UUID id);

    /** Takes over an accepted state, unless a newer one is there; answers what is there now. */
    ConfiguredChannel apply(ApplyChannel accepted);

    void remove(UUID id);

    /** Stops sending to it until its next revision; one that has come changes nothing. */
    void giveUp(UUID id, long revision, String reason);

    /** As with giving up. */
    void markAiling(UUID id, long revision, boolean ailing);
}
