package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.time.Instant;
import java.util.UUID;

/** No endpoint of a site answers any more; the subject is the site's id. */
@MessageType(value = "dev.moru.site.unreachable.v1", topics = Topics.PROVISIONING_EVENTS)
public record SiteUnreachable(UUID siteId, String site, String reason, Instant since) implements Event {}
