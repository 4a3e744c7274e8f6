package dev.moru.notification;

import static dev.moru.notification.Endpoint.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageContext;
import dev.moru.notification.delivery.Dispatches;
import dev.moru.service.testing.Spine.Strange;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationServiceIT extends NotificationScene {

    @Test
    void postsAMatchingEventSignedAndReportsTheDelivery() {
        connect(aWebhook(endpoint.url()));

        var event = siteReachable();

        var delivered = eventually(() -> succeeded(channel));
        assertThat(endpoint.received()).hasSize(1);
        var request = endpoint.received().get(0);
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.header("webhook-id")).isEqualTo(delivered.id().toString());
        assertThat(request.header("content-type")).startsWith("application/json");
        assertVerified(request, SECRET);
        assertThat(request.body()).contains("\"id\":\"" + event + "\"", "\"type\":\"dev.moru.site.reachable.v1\"");
        assertThat(delivered)
                .returns(DeliveryState.DELIVERED, Delivery::state)
                .returns(1, Delivery::attempts)
                .returns(200, Delivery::status)
                .returns(event, Delivery::eventId)
                .returns(project, Delivery::project);
    }

    @Test
    void writesMailAndPostsToSlackInTheReadersLanguage() throws MessagingException {
        var mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try {
            connect(toMail(mailServer.getSmtp().getPort(), "ko"));
            var slack = UUID.randomUUID();
            connect(slack, UUID.randomUUID(), toSlack(endpoint.url()));

            siteReachable();

            var mailed = eventually(() -> succeeded(channel));
            eventually(() -> succeeded(slack));
            assertThat(mailServer.getReceivedMessages()[0].getMessageID())
                    .isEqualTo("<" + mailed.id() + "@example.org>");
            assertThat(mailServer.getReceivedMessages()[0].getSubject()).isEqualTo("[Moru] 사이트 lab 연결 복구");
            assertThat(endpoint.received().get(0).body()).contains("Site lab can be reached again");
        } finally {
            mailServer.stop();
        }
    }

    @Test
    void triesAgainUnderTheSameIdUntilItIsTaken() {
        endpoint.first(answer(500), answer(503));
        connect(aWebhook(endpoint.url()));

        siteReachable();

        var delivered = eventually(() -> succeeded(channel));
        assertThat(delivered.attempts()).isEqualTo(3);
        assertThat(endpoint.received())
                .hasSize(3)
                .extracting(request -> request.header("webhook-id"))
                .containsOnly(delivered.id().toString());
        assertThat(spine.heard(DeliveryDelayed.class)
                        .map(DeliveryDelayed::delivery)
                        .filter(of(channel)))
                .extracting(Delivery::status)
                .containsExactly(500, 503);
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        endpoint.always(answer(500));
        connect(aWebhook(endpoint.url()));

        siteReachable();

        var failed = eventually(() -> failed(channel));
        assertThat(failed).returns(4, Delivery::attempts).returns(500, Delivery::status);
        assertThat(failed.nextAttemptAt()).isNull();
        assertThat(endpoint.received()).hasSize(4);
    }

    @Test
    void sendsAgainUnderTheSameIdAfterACrashBetweenAnswerAndBookkeeping() {
        FailPoint.arm("notification.after-send");
        connect(aWebhook(endpoint.url()));

        siteReachable();

        var delivered = eventually(() -> succeeded(channel));
        assertThat(endpoint.received())
                .hasSize(2)
                .extracting(request -> request.header("webhook-id"))
                .containsOnly(delivered.id().toString());
    }

    @Test
    void redeliversUnderTheSameIdOnRequest() {
        connect(aWebhook(endpoint.url()));
        siteReachable();
        var delivered = eventually(() -> succeeded(channel));

        command(delivered.id(), new Redeliver(delivered.id()), inProject());

        eventually(() -> succeeded(channel, delivery -> delivery.attempts() == 2));
        assertThat(endpoint.received())
                .hasSize(2)
                .extracting(request -> request.header("webhook-id"))
                .containsOnly(delivered.id().toString());
        assertThat(endpoint.received().get(1).body())
                .isEqualTo(endpoint.received().get(0).body());
    }

    @Test
    void doesNotRedeliverForAnotherProject() {
        connect(aWebhook(endpoint.url()));
        siteReachable();
        var delivered = eventually(() -> succeeded(channel));

        command(delivered.id(), new Redeliver(delivered.id()), MessageContext.NONE.withProject("another"));
        command(delivered.id(), new Redeliver(delivered.id()), inProject());

        eventually(() -> succeeded(channel, delivery -> delivery.attempts() == 2));
        assertThat(endpoint.received()).hasSize(2);
        assertThat(refusal(delivered.id())).contains("known no longer");
    }

    @Test
    void saysThatWhatItHasForgottenIsNotSentAgain() {
        var forgotten = UUID.randomUUID();

        command(forgotten, new Redeliver(forgotten), inProject());

        assertThat(eventually(() -> refusal(forgotten))).contains("forgotten 30 days after their end");
    }

    @Test
    void saysThatARequestThatCanNotBeReadSendsNothing() {
        var delivery = UUID.randomUUID();

        spine.sendStrange(
                Topics.NOTIFICATION_COMMANDS,
                "/moru/gateway",
                delivery,
                new Strange("dev.moru.delivery.redeliver.v1", "{\"delivery\": 7"),
                inProject());

        assertThat(eventually(() -> refusal(delivery))).contains("can't be read");
    }

    @Test
    void triesAChannelOnceAndTellsWhatItAnswers() {
        endpoint.first(Endpoint.answer(503, "come later".getBytes(StandardCharsets.US_ASCII)));
        apply(channel, 1, aWebhook(endpoint.url()));

        var refused = test(channel);
        var taken = test(channel);

        assertThat(eventually(() -> failed(channel)))
                .returns(refused, Delivery::id)
                .returns(503, Delivery::status)
                .returns("come later", Delivery::answer)
                .returns(null, Delivery::nextAttemptAt);
        assertThat(eventually(() -> succeeded(channel)))
                .returns(taken, Delivery::id)
                .returns("test", Delivery::route);
        assertThat(endpoint.received())
                .extracting(request -> request.header("webhook-id"))
                .containsExactly(refused.toString(), taken.toString());
        assertThat(endpoint.received().get(1).body())
                .contains("\"type\":\"dev.moru.channel.tested.v1\"", "\"name\":\"hook\"");
        assertVerified(endpoint.received().get(1), SECRET);
    }

    @Test
    void reachesNothingWithATestThatADeliveryCouldNotReach() {
        apply(channel, 1, aWebhook(URI.create("http://169.254.169.254/latest/meta-data/")));
        var missing = UUID.randomUUID();

        test(channel);
        test(missing);

        assertThat(eventually(() -> failed(channel)).answer()).contains("does not allow 169.254.169.254");
        assertThat(eventually(() -> failed(missing)).answer()).isEqualTo("The channel was removed");
    }

    @Test
    void answersATestAlthoughMuchWaitsForAChannelThatHangs() {
        endpoint.always(endpoint.hang());
        connect(aWebhook(endpoint.url()));
        Stream.generate(this::siteReachable).limit(20).toList();
        await().until(() -> endpoint.received().size() >= 2);

        var test = test(channel);

        await().atMost(Duration.ofSeconds(5))
                .until(() -> spine.heard(DeliveryFailed.class)
                        .anyMatch(failed -> failed.delivery().id().equals(test)));
        assertThat(service.workItems()).isPositive();
    }

    @Test
    void tellsWhyNothingIsSentToAChannelThatWasGivenUpOrSwitchedOff() {
        endpoint.first(answer(410));
        apply(channel, 1, aWebhook(endpoint.url()));
        test(channel);
        eventually(() -> condition(channel, 1, "false"));

        var given = test(channel);
        assertThat(eventually(() -> failed(channel, given)).answer())
                .isEqualTo("The channel was given up until it is changed: The endpoint answered 410 Gone");

        apply(channel, 2, new ChannelSpec("webhook", project, Map.of(), Map.of(), false, ""));
        var off = test(channel);

        assertThat(eventually(() -> failed(channel, off)).answer()).isEqualTo("The channel is disabled");
    }

    @Test
    void signsWithBothSecretsWhileOneIsReplaced() {
        connect(aWebhook(endpoint.url()));
        apply(channel, 2, aWebhook(endpoint.url(), NEXT_SECRET));
        eventually(() -> condition(channel, 2, "true"));

        siteReachable();

        eventually(() -> succeeded(channel));
        var request = endpoint.received().get(0);
        assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
        assertVerified(request, SECRET);
        assertVerified(request, NEXT_SECRET);
    }

    @Test
    void sendsAnEventOfATypeThatItDoesNotKnow() {
        connect(aWebhook(endpoint.url()));

        spine.sendStrange(
                Topics.PROVISIONING_EVENTS,
                "/moru/provisioning",
                UUID.randomUUID(),
                new Strange("dev.moru.site.painted.v7", "{\"colour\":\"red\"}"),
                inProject());

        eventually(() -> succeeded(channel));
        assertThat(endpoint.received().get(0).body())
                .contains("dev.moru.site.painted.v7", "\"data\":{\"colour\":\"red\"}");
    }

    @Test
    void sendsAlertsAndKeepsToItselfWhatServicesSayAmongThemselves() {
        connect(aWebhook(endpoint.url()));
        var server = UUID.randomUUID();
        var turn = new HandedTurn(1, UUID.randomUUID(), "watch", 1);

        monitoringEvent(
                server,
                new TurnAnswered(turn, TurnOutcome.SUCCEEDED, "Scraped", "", null, List.of(), Map.of(), 1),
                inProject());
        monitoringEvent(server, new AlertFired(anAlert(server)), inProject());

        eventually(() -> succeeded(channel));
        assertThat(endpoint.received()).hasSize(1);
        assertThat(endpoint.received().get(0).body()).contains("dev.moru.alert.fired.v1", "The disk is nearly full");
    }

    @Test
    void tellsThatAServerHasNoYoungBackup() {
        connect(aWebhook(endpoint.url()));
        var server = UUID.randomUUID();
        var point = new RecoveryPoint(server, "db-01", UUID.randomUUID(), "nightly", null, Instant.now());

        spine.send(Topics.BACKUP_EVENTS, "/moru/backup", server, new RecoveryPointMissed(point), inProject());

        eventually(() -> succeeded(channel));
        assertThat(endpoint.received().get(0).body()).contains("dev.moru.recovery-point.missed.v1", "db-01");
    }

    @Test
    void tellsWhatIsWrongWithAChannel() {
        apply(channel, 1, new ChannelSpec("pigeon", project, Map.of(), Map.of(), true, ""));

        assertThat(eventually(() -> condition(channel, 1, "false")).message()).contains("pigeon");
    }

    @Test
    void failsWhatIsOnItsWayToAChannelThatWasRemoved() {
        endpoint.always(answer(503, "Retry-After", "1"));
        connect(aWebhook(endpoint.url()));
        siteReachable();
        eventually(() -> delayed(channel));

        command(channel, new RemoveConfiguration(ConfigurationKind.CHANNEL, channel, "hook", 2), inProject());

        eventually(() -> spine.heard(ConfigurationRemoved.class)
                .filter(removed -> removed.id().equals(channel))
                .findFirst()
                .orElse(null));
        assertThat(eventually(() -> failed(channel)).answer()).isEqualTo("The channel was removed");
    }

    @Test
    void skipsWhatItHasHandledBefore() {
        connect(aWebhook(endpoint.url()));
        siteReachable();
        eventually(() -> succeeded(channel));

        spine.sendLastAgain();
        siteReachable();

        await().untilAsserted(() -> assertThat(endpoint.received()).hasSize(2));
        assertThat(endpoint.received())
                .extracting(request -> request.header("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void forgetsDeliveriesThatEndedLongAgoAndTheirEvents() {
        connect(aWebhook(endpoint.url()));
        var old = siteReachable();
        eventually(() -> succeeded(channel));
        service.age(old, Duration.ofDays(31));
        var recent = siteReachable();
        eventually(() -> succeeded(channel, delivery -> delivery.eventId().equals(recent)));

        var dispatches = service.bean(Dispatches.class);
        dispatches.forget(Duration.ofDays(30), 10);

        assertThat(service.knowsEvent(old)).isFalse();
        assertThat(service.knowsEvent(recent)).isTrue();
    }

    @Test
    void saysThatItIsReadyAndWhatItHasDone() {
        connect(aWebhook(endpoint.url()));
        siteReachable();
        eventually(() -> succeeded(channel));

        assertThat(service.get("/actuator/health/liveness")).contains("UP");
        assertThat(service.get("/actuator/health/readiness")).contains("UP");
        assertThat(service.get("/actuator/prometheus"))
                .contains(
                        "moru_notification_attempts_seconds_count{answer=\"accepted\"",
                        "moru_consumer_handled_messages_total{topic=\"moru.provisioning.events\"");
    }
}
