package dev.moru.notification.channel.webhook;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a webhook.
 *
 * @param headers further ones; never credentials
 */
record WebhookSettings(@Nullable URI url, Map<String, String> headers) {

    static final WebhookSettings NONE = new WebhookSettings(null, Map.of());

    WebhookSettings {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }
}
