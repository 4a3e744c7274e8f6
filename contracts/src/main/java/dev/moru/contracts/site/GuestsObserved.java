package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everything on a cluster has been listed and differs from the last time; the subject is the site's id. */
@MessageType(value = "dev.moru.site.guests-observed.v1", topics = Topics.PROVISIONING_EVENTS)
public record GuestsObserved(UUID siteId, String site, Instant observedAt, List<Guest> guests) implements Event {

    public GuestsObserved {
        guests = List.copyOf(guests);
    }
}
