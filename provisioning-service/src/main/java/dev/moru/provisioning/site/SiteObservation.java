package dev.moru.provisioning.site;

import java.time.Instant;
import java.util.List;

/** Everything on a cluster, listed at one time. Only a complete listing may be one: what is missing counts as gone. */
public record SiteObservation(Instant observedAt, List<ObservedGuest> guests) {

    public SiteObservation {
        guests = List.copyOf(guests);
    }
}
