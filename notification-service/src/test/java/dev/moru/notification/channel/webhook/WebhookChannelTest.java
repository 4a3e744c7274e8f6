package dev.moru.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageTypes;
import dev.moru.notification.Endpoint;
import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.ChannelTypes;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.channel.KnownSecrets;
import dev.moru.notification.channel.Message;
import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.secrets.SecretFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Endpoint endpoint = new Endpoint();
    private final KnownSecrets secrets = new KnownSecrets();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hook", "ftp://example.org/", "mailto:a@example.org", "http:///path", "https://u:p@example.org/"
            })
    void objectsToWhatIsNoPlainWebUrl(String url) {
        assertThat(aChannel("127.0.0.0/8").objectionTo(aSpec(URI.create(url), Map.of(), "sealed:s#1")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Webhook-Id",
                "webhook-signature",
                "Host",
                "Content-Length",
                "Transfer-Encoding",
                "X\r\nY",
                "",
                "a b"
            })
    void objectsToHeadersThatAreNotFree(String name) {
        var spec = aSpec(URI.create("https://example.org/"), Map.of(name, "x"), "sealed:s#1");

        assertThat(aChannel("127.0.0.0/8").objectionTo(spec)).isPresent();
    }

    @Test
    void objectsToAChannelWithoutASecret() {
        assertThat(aChannel("127.0.0.0/8").objectionTo(aSpec(URI.create("https://example.org/"), Map.of(), null)))
                .isPresent();
    }

    @Test
    void objectsToNothingElse() {
        var spec = aSpec(URI.create("https://example.org/hook?team=1"), Map.of("X-Team", "shop"), "sealed:s#1");

        assertThat(aChannel("127.0.0.0/8").objectionTo(spec)).isEmpty();
    }

    @Test
    void sendsTheHeadersOfTheSpecWithoutLettingAValueBeginALine() {
        var spec = aSpec(endpoint.url(), Map.of("X-Team", "shop\r\nX-Evil: 1"), secrets.put("s", SECRET));

        var answer = send(spec, "127.0.0.0/8");

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(endpoint.received().get(0).header("X-Team")).startsWith("shop");
        assertThat(endpoint.received().get(0).header("X-Evil")).isEmpty();
    }

    @Test
    void doesNotCallAPublicAddressWithoutTls() {
        var spec = aSpec(URI.create("http://93.184.215.14/"), Map.of(), secrets.put("s", SECRET));

        assertThat(send(spec, "127.0.0.0/8")).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "2130706433",
                "0x7f000001",
                "127.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void doesNotCallThisMachineByAnyName(String host) {
        var spec = aSpec(
                URI.create("http://" + host + ":" + endpoint.url().getPort() + "/"),
                Map.of(),
                secrets.put("s", SECRET));

        assertThat(send(spec, "192.168.7.0/24")).isNotInstanceOf(Answer.Accepted.class);
        assertThat(endpoint.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "not base64!"})
    void refusesASecretThatCanNotSign(String secret) {
        assertThat(send(aSpec(endpoint.url(), Map.of(), secrets.put("s", secret)), "127.0.0.0/8"))
                .isInstanceOf(Answer.Refused.class);
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void refusesASecretThatIsGone() {
        assertThat(send(aSpec(endpoint.url(), Map.of(), "sealed:gone#1"), "127.0.0.0/8"))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void sendsNothingWhileTheSecretStoreIsAway() {
        secrets.goAway();

        assertThatExceptionOfType(SecretFailure.class)
                .isThrownBy(() -> send(aSpec(endpoint.url(), Map.of(), "sealed:s#1"), "127.0.0.0/8"));
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void signsWithThePresentSecretAloneWhenTheFormerOneIsGone() {
        var spec = aSpec(endpoint.url(), Map.of(), secrets.put("s", SECRET));

        var answer = send(new ConfiguredChannel(
                UUID.randomUUID(), "c", 2, spec, Map.of("signingSecret", "sealed:former#1"), null, false));

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(endpoint.received().get(0).header("webhook-signature").split(" "))
                .hasSize(1);
    }

    @Test
    void waitsNoLongerThanItsBudgetForAnAnswerThatDripsIn() {
        endpoint.always(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        });
        var spec = aSpec(endpoint.url(), Map.of(), secrets.put("s", SECRET));
        long begin = System.nanoTime();

        assertThat(send(spec, "127.0.0.0/8")).isInstanceOf(Answer.Postponed.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private Answer send(ChannelSpec spec, String allowed) {
        var channel = new ConfiguredChannel(UUID.randomUUID(), "c", 1, spec, Map.of(), null, false);
        return new ChannelTypes(List.of(aChannel(allowed))).send(aMessage(channel));
    }

    private Answer send(ConfiguredChannel channel) {
        return aChannel("127.0.0.0/8").send(aMessage(channel));
    }

    private static Message aMessage(ConfiguredChannel channel) {
        return new Message(UUID.randomUUID(), channel, List.of("{}"), "", Duration.ofSeconds(10));
    }

    private WebhookChannel aChannel(String allowed) {
        var policy = AddressPolicy.allowing(List.of(allowed));
        return new WebhookChannel(
                new HttpPoster(policy, Duration.ofSeconds(1)),
                new Signatures(secrets),
                Duration.ofSeconds(1),
                new MessageCodec(new MessageTypes(Class::getName, name -> Optional.empty())),
                Clock.systemUTC());
    }

    private static ChannelSpec aSpec(URI url, Map<String, String> headers, @Nullable String secret) {
        var secrets = secret == null ? Map.<String, String>of() : Map.of("signingSecret", secret);
        return new ChannelSpec("webhook", "shop", Map.of("url", url.toString(), "headers", headers), secrets, true, "");
    }
}
