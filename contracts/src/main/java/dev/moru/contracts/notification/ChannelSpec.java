package dev.moru.contracts.notification;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach somebody.
 *
 * @param type {@code webhook}
 * @param url where a webhook is posted to
 * @param signingSecret reference to the Standard Webhooks secret in the secret store
 * @param headers extra headers of a webhook; never credentials
 */
public record ChannelSpec(
        String type,
        @Nullable String project,
        @Nullable URI url,
        @Nullable String signingSecret,
        Map<String, String> headers,
        boolean enabled,
        String description) {

    public ChannelSpec {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        description = description == null ? "" : description;
    }
}
