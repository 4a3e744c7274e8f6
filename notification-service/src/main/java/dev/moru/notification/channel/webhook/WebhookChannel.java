package dev.moru.notification.channel.webhook;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.RefusedAddress;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.notification.channel.http.HttpPoster.Response;
import dev.moru.notification.channel.http.NoAnswer;
import dev.moru.notification.channel.http.RetryAfter;
import dev.moru.secrets.SecretFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Posts events as Standard Webhooks (standardwebhooks.com, version 1.0.0). Any 2xx is an acknowledgement; 410 ends the
 * channel; everything else is tried again.
 */
final class WebhookChannel implements Channel {

    private static final Set<String> SCHEMES = Set.of("https", "http");

    /** What the protocol itself writes, so nobody else does. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "host", "connection", "content-length", "content-type", "transfer-encoding", "te", "upgrade", "expect");

    private static final String RESERVED_PREFIX = "webhook-";

    /** A token of RFC 9110: nothing that could begin another line. */
    private static final Predicate<String> HEADER_NAME =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+").asMatchPredicate();

    private final HttpPoster client;
    private final Signatures signatures;
    private final Duration attemptTimeout;
    private final MessageCodec codec;
    private final Clock clock;

    WebhookChannel(HttpPoster client, Signatures signatures, Duration attemptTimeout, MessageCodec codec, Clock clock) {
        this.client = client;
        this.signatures = signatures;
        this.attemptTimeout = attemptTimeout;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public Optional<String> objectionTo(ChannelSpec spec) {
        var settings = settings(spec);
        var url = settings.url();
        if (url == null
                || url.getHost() == null
                || !SCHEMES.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            return Optional.of("A webhook needs an absolute URL with https or http");
        }
        if (url.getUserInfo() != null) {
            return Optional.of("The URL of a webhook holds no credentials; its requests are signed");
        }
        if (!spec.secrets().containsKey(Signatures.SECRET)) {
            return Optional.of("A webhook needs a signing secret");
        }
        return settings.headers().keySet().stream()
                .filter(WebhookChannel::isReserved)
                .findFirst()
                .map(header -> "The header " + header + " is not free to be set");
    }

    private WebhookSettings settings(ChannelSpec spec) {
        try {
            return codec.read(codec.write(spec.settings()), WebhookSettings.class);
        } catch (JacksonException e) {
            return WebhookSettings.NONE;
        }
    }

    private static boolean isReserved(String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return !HEADER_NAME.test(name) || name.startsWith(RESERVED_PREFIX) || RESERVED_HEADERS.contains(name);
    }

    @Override
    public Answer send(Message message) {
        try {
            return answer(post(message));
        } catch (RefusedAddress e) {
            return new Answer.Refused(null, "The address policy does not allow " + host(message));
        } catch (NoAnswer e) {
            return new Answer.Postponed(null, String.valueOf(e.getMessage()), Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(null, "The signing secret is no Standard Webhooks secret");
        } catch (SecretFailure e) {
            if (e.isRetryable()) {
                // Nothing was sent, so this is no attempt.
                throw e;
            }
            return new Answer.Refused(null, "The signing secret can't be used: " + e.reason());
        }
    }

    private Response post(Message message) throws RefusedAddress, NoAnswer {
        var settings = settings(message.channel().spec());
        var headers = new HashMap<>(settings.headers());
        headers.putAll(signatures.headers(message, clock.instant()));
        return client.post(Objects.requireNonNull(settings.url()), headers, WebhookBody.of(message), budget(message));
    }

    /** The rest of a URL may be a capability, and answers are shown to people. */
    private String host(Message message) {
        return String.valueOf(
                Objects.requireNonNull(settings(message.channel().spec()).url()).getHost());
    }

    private Duration budget(Message message) {
        return message.budget().compareTo(attemptTimeout) < 0 ? message.budget() : attemptTimeout;
    }

    private Answer answer(Response response) {
        int status = response.status();
        if (status / 100 == 2) {
            return new Answer.Accepted(status, response.text());
        }
        if (status == 410) {
            return new Answer.Gone(status, "The endpoint answered 410 Gone");
        }
        var pause = response.retryAfter().flatMap(value -> RetryAfter.read(value, clock));
        return new Answer.Postponed(status, response.text(), pause);
    }
}
