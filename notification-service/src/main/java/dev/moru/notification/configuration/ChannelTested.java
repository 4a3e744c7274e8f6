package dev.moru.notification.configuration;

import dev.moru.contracts.notification.TestChannel;
import dev.moru.durable.Envelope;
import dev.moru.notification.delivery.Dispatch;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a test sends. It looks as the events of the gateway's stream do, but is in none: only the channel hears of it. */
record ChannelTested(
        UUID id,
        String type,
        Instant time,
        String source,
        String subject,
        @Nullable String project,
        String severity,
        @Nullable String actor,
        Map<String, String> data) {

    static ChannelTested of(TestChannel wanted, Envelope request) {
        var context = request.context();
        return new ChannelTested(
                request.id(),
                Dispatch.TESTED,
                request.time(),
                "/moru/notification",
                request.subject(),
                context.project(),
                "info",
                context.actor(),
                Map.of("name", wanted.channel()));
    }
}
