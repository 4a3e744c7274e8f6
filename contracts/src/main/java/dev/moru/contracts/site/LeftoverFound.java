package dev.moru.contracts.site;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something of Moru's own was found that nothing needs; the subject is the site's id.
 *
 * @param action {@code removed}, or {@code reported} with what a person can do in {@code hint}
 */
@MessageType(value = "dev.moru.site.leftover-found.v1", topics = Topics.PROVISIONING_EVENTS)
public record LeftoverFound(
        UUID siteId,
        String site,
        int vmId,
        String node,
        @Nullable UUID operation,
        String action,
        @Nullable String hint) implements Event {}
