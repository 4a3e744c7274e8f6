package dev.moru.notification.channel.slack;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.RefusedAddress;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.notification.channel.http.NoAnswer;
import dev.moru.notification.channel.http.RetryAfter;
import dev.moru.notification.notice.Notices;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts to an incoming webhook of Slack, whose URL is all it takes to post there. Slack takes a message with 200 and asks for
 * patience with 429; what else it answers below 500 is for good, and 404 and 410 say that the webhook or its place is no more
 * (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
 */
final class SlackChannel implements Channel {

    static final String URL = "url";

    private static final int SHORTEST_SECRET = 4;

    private final HttpPoster poster;
    private final SecretStore secrets;
    private final Notices notices;
    private final JsonMapper json;
    private final Duration attemptTimeout;
    private final Clock clock;

    SlackChannel(
            HttpPoster poster,
            SecretStore secrets,
            Notices notices,
            JsonMapper json,
            Duration attemptTimeout,
            Clock clock) {
        this.poster = poster;
        this.secrets = secrets;
        this.notices = notices;
        this.json = json;
        this.attemptTimeout = attemptTimeout;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "slack";
    }

    @Override
    public Optional<String> objectionTo(ChannelSpec spec) {
        return spec.secrets().containsKey(URL)
                ? Optional.empty()
                : Optional.of("Slack needs the URL of an incoming webhook");
    }

    @Override
    public Answer send(Message message) {
        try {
            return answer(post(message));
        } catch (RefusedAddress e) {
            return new Answer.Refused(null, "The address policy does not allow the webhook's host");
        } catch (NoAnswer e) {
            return new Answer.Postponed(null, String.valueOf(e.getMessage()), Optional.empty());
        } catch (IllegalArgumentException e) {
            return new Answer.Refused(null, "The URL of the webhook can't be used");
        } catch (SecretFailure e) {
            if (e.isRetryable()) {
                // Nothing was sent, so this is no attempt.
                throw e;
            }
            return new Answer.Refused(null, "The URL of the webhook can't be fetched: " + e.reason());
        }
    }

    private HttpPoster.Response post(Message message) throws RefusedAddress, NoAnswer {
        var spec = message.channel().spec();
        var language = spec.settings().get("language") instanceof String given ? given : "en";
        var body = json.writeValueAsString(SlackMessage.of(notices.of(message.events(), language), message.id()));
        var reference =
                SecretReference.parse(Objects.requireNonNull(spec.secrets().get(URL)));
        try (var url = secrets.get(reference)) {
            var target = URI.create(url.text());
            return discreet(poster.post(target, Map.of(), body, budget(message)), target);
        }
    }

    /** A page that says what it could not find must not tell the URL to those who read what was answered. */
    private static HttpPoster.Response discreet(HttpPoster.Response response, URI url) {
        var token = url.getRawPath().replaceFirst(".*/", "");
        var text = response.text();
        for (var secret : List.of(url.toString(), url.getRawPath(), token)) {
            text = secret.length() < SHORTEST_SECRET ? text : text.replace(secret, "***");
        }
        return new HttpPoster.Response(response.status(), text, response.retryAfter());
    }

    private Duration budget(Message message) {
        return message.budget().compareTo(attemptTimeout) < 0 ? message.budget() : attemptTimeout;
    }

    private Answer answer(HttpPoster.Response response) {
        int status = response.status();
        if (status / 100 == 2) {
            return new Answer.Accepted(status, response.text());
        }
        if (status == 404 || status == 410) {
            return new Answer.Gone(status, "Slack answered " + status + " " + response.text());
        }
        if (status / 100 == 4 && status != 408 && status != 429) {
            return new Answer.Refused(status, response.text());
        }
        var pause = response.retryAfter().flatMap(value -> RetryAfter.read(value, clock));
        return new Answer.Postponed(status, response.text(), pause);
    }
}
