package dev.moru.notification.route;

import dev.moru.contracts.Severity;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What routes look at in an event.
 *
 * @param project absent: the installation
 * @param tags of the server that it is about; empty when it is about none
 */
public record NotableEvent(
        UUID id,
        String type,
        @Nullable String project,
        @Nullable String site,
        Severity severity,
        Set<String> tags,
        @Nullable UUID operationId) {}
