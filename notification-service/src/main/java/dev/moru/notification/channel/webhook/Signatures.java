package dev.moru.notification.channel.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.moru.notification.channel.Message;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The headers of the Standard Webhooks specification. While a secret is being replaced there are two signatures, so that
 * receivers can change over when it suits them.
 */
final class Signatures {

    /** The name of the secret that signs. */
    static final String SECRET = "signingSecret";

    private final SecretStore secrets;

    Signatures(SecretStore secrets) {
        this.secrets = secrets;
    }

    /**
     * @throws SecretFailure when the present secret can't be fetched
     * @throws IllegalArgumentException when what was fetched is no signing secret
     */
    Map<String, String> headers(Message message, Instant now) {
        var signatures = new ArrayList<String>();
        signatures.add(signature(
                Objects.requireNonNull(message.channel().spec().secrets().get(SECRET)), message, now));
        var former = message.channel().formerSecrets().get(SECRET);
        if (former != null) {
            former(former, message, now).ifPresent(signatures::add);
        }
        return Map.of(
                Webhook.UNBRANDED_MSG_ID_KEY, message.id().toString(),
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(now.getEpochSecond()),
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY, String.join(" ", signatures));
    }

    /** The former secret is a courtesy: one that was deleted, or never was any good, holds nothing up. */
    private Optional<String> former(String reference, Message message, Instant now) {
        try {
            return Optional.of(signature(reference, message, now));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (SecretFailure e) {
            if (e.isRetryable()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private String signature(String reference, Message message, Instant now) {
        try (var secret = secrets.get(SecretReference.parse(reference))) {
            return new Webhook(secret.text())
                    .sign(message.id().toString(), now.getEpochSecond(), WebhookBody.of(message));
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalArgumentException("The signing secret can't sign", e);
        }
    }
}
