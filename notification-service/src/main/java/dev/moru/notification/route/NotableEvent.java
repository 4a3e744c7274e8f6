package dev.moru.notification.route;

import dev.moru.contracts.Severity;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What routes look at in an event.
 *
 * @param subject the id of what it is about
 * @param project absent: the installation
 * @param tags of the server that it is about; empty when it is about none
 */
public record NotableEvent(
        UUID id,
        String type,
        String subject,
        @Nullable String project,
        @Nullable String site,
        Severity severity,
        Set<String> tags,
        @Nullable UUID operationId) {

    /** What groups are made by. */
    @Nullable
    String part(String name) {
        return switch (name) {
            case "type" -> type;
            case "subject" -> subject;
            case "project" -> project;
            case "site" -> site;
            case "severity" -> severity.name().toLowerCase(Locale.ROOT);
            default -> null;
        };
    }
}
