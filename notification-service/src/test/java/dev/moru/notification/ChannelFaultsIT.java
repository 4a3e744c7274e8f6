package dev.moru.notification;

import static dev.moru.notification.Endpoint.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.notification.channel.email.ScriptedMailServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of receivers that do not do as they should. */
class ChannelFaultsIT extends NotificationScene {

    @Test
    void tellsThatAReceiverTookTooLongToAnswerAndSendsAgainUnderTheSameId() {
        endpoint.first(endpoint.hang());
        connect(aWebhook(endpoint.url()));

        siteReachable();

        assertThat(eventually(() -> delayed(channel)))
                .returns(DeliveryState.PENDING, Delivery::state)
                .returns(null, Delivery::status)
                .returns("No answer: it took longer than 1.0 s", Delivery::answer);
        assertThat(eventually(() -> succeeded(channel)).attempts()).isEqualTo(2);
        assertThat(endpoint.received())
                .extracting(request -> request.header("webhook-id"))
                .hasSize(2)
                .containsOnly(endpoint.received().get(0).header("webhook-id"));
    }

    @Test
    void tellsWhyThereIsNobodyToAnswer() {
        endpoint.close();
        connect(aWebhook(endpoint.url()));

        siteReachable();

        assertThat(eventually(() -> failed(channel)).answer()).isEqualTo("No answer: nobody listens there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "slack"})
    void waitsAsLongAsTheReceiverAsks(String type) {
        endpoint.first(answer(429, "Retry-After", "2"));
        connect(type.equals("slack") ? toSlack(endpoint.url()) : aWebhook(endpoint.url()));

        siteReachable();

        var delayed = eventually(() -> delayed(channel));
        assertThat(delayed).returns(DeliveryState.PENDING, Delivery::state).returns(429, Delivery::status);
        assertThat(Duration.between(delayed.updatedAt(), delayed.nextAttemptAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(eventually(() -> succeeded(channel)).attempts()).isEqualTo(2);
    }

    @Test
    void namesTheReaderWhomAMailServerTakesLater() throws IOException {
        try (var mailServer = new ScriptedMailServer()) {
            mailServer.answer("ops@example.org", "451 4.7.1 Greylisted, try again later");
            connect(toMail(mailServer.port(), "en"));

            siteReachable();

            assertThat(eventually(() -> delayed(channel)))
                    .returns(DeliveryState.PENDING, Delivery::state)
                    .returns(451, Delivery::status)
                    .returns("ops@example.org: 451 4.7.1 Greylisted, try again later", Delivery::answer);
            mailServer.answer("ops@example.org", "250 ok");
            assertThat(eventually(() -> succeeded(channel))).returns(250, Delivery::status);
            assertThat(mailServer.mails()).hasSize(1);
        }
    }

    @Test
    void readsOnlyTheBeginningOfAnAnswerWithoutEnd() {
        endpoint.always(endpoint.answerWithoutEnd());
        connect(aWebhook(endpoint.url()));

        siteReachable();

        assertThat(eventually(() -> succeeded(channel)).answer())
                .startsWith("xxx")
                .hasSizeLessThan(600);
    }

    @Test
    void storesAnAnswerThatIsNoText() {
        endpoint.always(Endpoint.answer(500, new byte[] {'n', 0, 'o', -1, 7}));
        connect(aWebhook(endpoint.url()));

        siteReachable();

        assertThat(eventually(() -> failed(channel)).answer()).isEqualTo("no\uFFFD");
    }

    @Test
    void stopsSendingToAReceiverThatIsGoneUntilItIsConfiguredAnew() {
        endpoint.first(answer(410));
        var spec = aWebhook(endpoint.url());
        connect(spec);

        siteReachable();

        assertThat(eventually(() -> failed(channel)).status()).isEqualTo(410);
        eventually(() -> condition(channel, 1, "false"));
        passUnsent();
        apply(channel, 2, spec);
        eventually(() -> condition(channel, 2, "true"));
        var event = siteReachable();
        assertThat(eventually(() -> succeeded(channel)).eventId()).isEqualTo(event);
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void goesOnSendingToAReceiverThatWasConfiguredWhileTheFormerOneSaidThatItIsGone() {
        try (var next = new Endpoint()) {
            endpoint.first(exchange -> {
                apply(channel, 2, aWebhook(next.url()));
                eventually(() -> condition(channel, 2, "true"));
                exchange.sendResponseHeaders(410, -1);
            });
            connect(aWebhook(endpoint.url()));

            siteReachable();
            // On a busy machine the answer is one that came too late.
            eventually(() -> failed(channel) == null ? delayed(channel) : failed(channel));

            var event = siteReachable();
            assertThat(eventually(() ->
                            succeeded(channel, delivery -> delivery.eventId().equals(event))))
                    .isNotNull();
        }
    }

    @Test
    void doesNotFollowARedirect() {
        try (var elsewhere = new Endpoint()) {
            endpoint.always(answer(307, "Location", elsewhere.url().toString()));
            connect(aWebhook(endpoint.url()));

            siteReachable();

            assertThat(eventually(() -> failed(channel)).status()).isEqualTo(307);
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void refusesAnAddressThatThePolicyDoesNotAllow() {
        connect(aWebhook(URI.create("http://169.254.169.254/latest/meta-data/")));

        siteReachable();

        assertThat(eventually(() -> failed(channel)))
                .returns(1, Delivery::attempts)
                .extracting(Delivery::answer)
                .asString()
                .contains("does not allow 169.254.169.254");
    }

    @Test
    void aChannelThatHangsDelaysNobodyElse() {
        try (var healthy = new Endpoint()) {
            endpoint.always(endpoint.hang());
            connect(aWebhook(endpoint.url()));
            var other = UUID.randomUUID();
            connect(other, UUID.randomUUID(), aWebhook(healthy.url()));

            for (int i = 0; i < 30; i++) {
                siteReachable();
            }

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(healthy.received()).hasSize(30));
        }
    }

    /** An event that was certainly handled when this is done: another channel has got it. */
    private void passUnsent() {
        try (var witness = new Endpoint()) {
            var other = UUID.randomUUID();
            connect(other, UUID.randomUUID(), aWebhook(witness.url()));
            siteReachable();
            await().untilAsserted(() -> assertThat(witness.received()).isNotEmpty());
            command(other, new RemoveConfiguration(ConfigurationKind.CHANNEL, other, "hook", 9), inProject());
        }
    }
}
