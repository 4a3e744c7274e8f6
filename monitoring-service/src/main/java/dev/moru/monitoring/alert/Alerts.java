package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps alerts. Every call joins the running transaction. */
public interface Alerts {

    /** By the one clock that all replicas share. */
    Instant now();

    /**
     * What is known of these sets of labels, which nobody else can change until the transaction ends: alerts that fire, and
     * those that began at this time or later.
     *
     * @return by fingerprint; without those that nothing is known of
     */
    Map<String, List<KnownAlert>> lock(Collection<String> fingerprints, Instant since);

    /** An alert, which nobody else can change until the transaction ends; empty when it is not known, or not any more. */
    Optional<Alert> lock(UUID id);

    void store(Collection<Alert> alerts);

    /**
     * Forgets alerts that ended long ago.
     *
     * @param keep how long ago at least
     * @return whether there may be more
     */
    boolean forget(Duration keep, int atMost);
}
