package dev.moru.notification;

import static dev.moru.notification.Endpoint.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.standardwebhooks.Webhook;
import dev.moru.contracts.Message;
import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.site.SiteReachable;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.notification.delivery.Dispatches;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import dev.moru.service.testing.Spine;
import dev.moru.service.testing.Spine.Strange;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationServiceIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT_SECRET = "whsec_bmV4dCBzZWNyZXQsIGxvbmcgZW5vdWdo";

    private static RunningService service;
    private static Spine spine;

    private final String project = "p-" + UUID.randomUUID();
    private final UUID channel = UUID.randomUUID();
    private final UUID route = UUID.randomUUID();
    private final Endpoint endpoint = new Endpoint();

    @BeforeAll
    static void start() {
        service = RunningService.start();
        spine = new Spine(SharedStores.kafka().bootstrapServers(), Topics.NOTIFICATION_EVENTS);
    }

    @AfterAll
    static void stop() {
        spine.close();
        service.close();
    }

    /** What is left of a test ends with its channel, so that the next one finds nothing under way. */
    @AfterEach
    void close() {
        FailPoint.disarmAll();
        command(channel, new RemoveConfiguration(ConfigurationKind.CHANNEL, channel, "hook", 9), inProject());
        endpoint.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.workItems() == 0);
    }

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
            connect(aChannel(
                    "email",
                    Map.of(
                            "to", List.of("ops@example.org"),
                            "language", "ko",
                            "host", "127.0.0.1",
                            "port", mailServer.getSmtp().getPort(),
                            "security", "none",
                            "from", "moru@example.org"),
                    Map.of()));
            var slack = UUID.randomUUID();
            apply(
                    slack,
                    1,
                    aChannel(
                            "slack",
                            Map.of(),
                            Map.of("url", secret(endpoint.url().toString()))));
            command(UUID.randomUUID(), aRoute(UUID.randomUUID(), "slack", slack), inProject());
            eventually(() -> condition(slack, 1, "true"));

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
    void sendsAgainWhenTheReceiverTookTooLongToAnswer() {
        endpoint.first(endpoint.hang());
        connect(aWebhook(endpoint.url()));

        siteReachable();

        assertThat(eventually(() -> succeeded(channel)).attempts()).isEqualTo(2);
        assertThat(endpoint.received())
                .extracting(request -> request.header("webhook-id"))
                .hasSize(2)
                .containsOnly(endpoint.received().get(0).header("webhook-id"));
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
    void waitsAsLongAsTheReceiverAsks() {
        endpoint.first(answer(429, "Retry-After", "2"));
        connect(aWebhook(endpoint.url()));

        siteReachable();

        var delayed = eventually(() -> delayed(channel));
        assertThat(Duration.between(delayed.updatedAt(), delayed.nextAttemptAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(eventually(() -> succeeded(channel)).attempts()).isEqualTo(2);
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

    /** An event that was certainly handled when this is done: another channel has got it. */
    private void passUnsent() {
        try (var witness = new Endpoint()) {
            var other = UUID.randomUUID();
            apply(other, 1, aWebhook(witness.url()));
            command(UUID.randomUUID(), aRoute(UUID.randomUUID(), "witness", other), inProject());
            eventually(() -> condition(other, 1, "true"));
            siteReachable();
            await().untilAsserted(() -> assertThat(witness.received()).isNotEmpty());
            command(other, new RemoveConfiguration(ConfigurationKind.CHANNEL, other, "hook", 9), inProject());
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

        await().atMost(Duration.ofSeconds(5)).until(() -> spine.heard(DeliveryFailed.class)
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
        apply(channel, 2, new ChannelSpec("webhook", project, Map.of(), Map.of(), false, ""));
        var off = test(channel);

        assertThat(eventually(() -> failed(channel, given)).answer())
                .isEqualTo("The channel was given up until it is changed: The endpoint answered 410 Gone");
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
    void sendsTheFirstOfAGroupAtOnceAndTheOthersTogetherWhenTheWindowEnds() {
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of("type"), Duration.ofSeconds(2)), null);

        var events = Stream.generate(this::siteReachable).limit(5).toList();

        await().untilAsserted(() -> assertThat(endpoint.received()).hasSize(2));
        assertThat(endpoint.received().get(0).body()).contains(events.get(0).toString());
        assertThat(endpoint.received().get(1).body())
                .contains(events.subList(1, 5).stream().map(UUID::toString).toList());
        var carrier = eventually(() -> succeeded(channel, delivery -> delivery.events() == 4));
        assertThat(grouped(channel)).hasSize(3).extracting(Delivery::carriedBy).containsOnly(carrier.id());
    }

    @Test
    void sendsEveryEventThatWasHeldWhenTheServiceDiesAtTheEndOfTheWindow() {
        FailPoint.arm("notification.before-release");
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of(), Duration.ofSeconds(1)), null);

        var events = Stream.generate(this::siteReachable).limit(250).toList();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(endpoint.received().stream()
                                .map(Endpoint.Received::body)
                                .collect(Collectors.joining()))
                        .contains(events.stream().map(UUID::toString).toList()));
        assertThat(service.deliveriesIn("HELD", project)).isZero();
    }

    @Test
    void sendsAHoldThatIsLargerThanATransactionTakesToItsEnd() {
        apply(channel, 1, aWebhook(endpoint.url()));
        applyRoute(new Grouping(List.of(), Duration.ofHours(1)), null);
        var events = Stream.generate(this::siteReachable).limit(1_150).toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.deliveriesIn("HELD", project) == 1_149);

        service.endHolds();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(endpoint.received()).hasSize(1 + 10 + 2));
        assertThat(endpoint.received().stream().map(Endpoint.Received::body).collect(Collectors.joining()))
                .contains(events.stream().map(UUID::toString).toList());
        assertThat(service.deliveriesIn("HELD", project)).isZero();
    }

    @Test
    void holdsInQuietHoursWhatIsNotCriticalAndShowsIt() {
        apply(channel, 1, aWebhook(endpoint.url()));
        var now = LocalTime.now(ZoneOffset.UTC);
        applyRoute(null, new QuietHours(now.minusHours(1), now.plusHours(1), "UTC"));

        var held = siteReachable();
        monitoringEvent(
                UUID.randomUUID(),
                new AlertFired(anAlert(UUID.randomUUID())),
                inProject().withSeverity("critical"));

        eventually(() -> succeeded(channel));
        var waiting = eventually(() -> spine.heard(DeliveryHeld.class)
                .map(DeliveryHeld::delivery)
                .filter(of(channel))
                .findFirst()
                .orElse(null));
        assertThat(waiting.eventId()).isEqualTo(held);
        assertThat(waiting.nextAttemptAt()).isAfter(Instant.now());
        assertThat(endpoint.received()).hasSize(1);
        assertThat(endpoint.received().get(0).body()).contains("dev.moru.alert.fired.v1");
    }

    @Test
    void aChannelThatHangsDelaysNobodyElse() {
        try (var healthy = new Endpoint()) {
            endpoint.always(endpoint.hang());
            connect(aWebhook(endpoint.url()));
            var other = UUID.randomUUID();
            apply(other, 1, aWebhook(healthy.url()));
            command(UUID.randomUUID(), aRoute(UUID.randomUUID(), "all", other), inProject());
            eventually(() -> condition(other, 1, "true"));

            for (int i = 0; i < 30; i++) {
                siteReachable();
            }

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(healthy.received()).hasSizeGreaterThanOrEqualTo(29));
        }
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

    private void connect(ChannelSpec spec) {
        apply(channel, 1, spec);
        command(route, aRoute(route, "all", channel), inProject());
        eventually(() -> condition(channel, 1, "true"));
        eventually(() -> condition(route, 1, "true"));
    }

    private void apply(UUID id, long revision, ChannelSpec spec) {
        command(id, new ApplyChannel(id, "hook", revision, spec), inProject());
    }

    private ChannelSpec aWebhook(URI url) {
        return aWebhook(url, SECRET);
    }

    private ChannelSpec aWebhook(URI url, String secret) {
        return aChannel("webhook", Map.of("url", url.toString()), Map.of("signingSecret", secret(secret)));
    }

    private ChannelSpec aChannel(String type, Map<String, Object> settings, Map<String, String> secrets) {
        return new ChannelSpec(type, project, settings, secrets, true, "");
    }

    private String secret(String value) {
        return service.bean(SecretStore.class)
                .put("channel/" + project, SecretValue.of(value))
                .toString();
    }

    private static void command(UUID subject, Message command, MessageContext context) {
        spine.send(Topics.NOTIFICATION_COMMANDS, "/moru/gateway", subject, command, context);
    }

    private static UUID event(UUID subject, Message event, MessageContext context) {
        return spine.send(Topics.PROVISIONING_EVENTS, "/moru/provisioning", subject, event, context);
    }

    private static void monitoringEvent(UUID subject, Message event, MessageContext context) {
        spine.send(Topics.MONITORING_EVENTS, "/moru/monitoring", subject, event, context);
    }

    private ApplyRoute aRoute(UUID id, String name, UUID channel) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        return new ApplyRoute(
                id, name, 1, new RouteSpec(project, everything, List.of(channel), true, "", null, null, null));
    }

    private void applyRoute(@Nullable Grouping group, @Nullable QuietHours quietHours) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        var spec = new RouteSpec(project, everything, List.of(channel), true, "", group, quietHours, null);
        command(route, new ApplyRoute(route, "all", 1, spec), inProject());
        eventually(() -> condition(channel, 1, "true"));
        eventually(() -> condition(route, 1, "true"));
    }

    private List<Delivery> grouped(UUID channel) {
        return spine.heard(DeliveryGrouped.class)
                .map(DeliveryGrouped::delivery)
                .filter(of(channel))
                .toList();
    }

    private UUID test(UUID channel) {
        var delivery = UUID.randomUUID();
        command(channel, new TestChannel(channel, "hook", delivery), inProject());
        return delivery;
    }

    private static @Nullable String refusal(UUID delivery) {
        return spine.heard(RedeliveryRefused.class)
                .filter(refused -> refused.delivery().equals(delivery))
                .map(RedeliveryRefused::reason)
                .findFirst()
                .orElse(null);
    }

    private UUID siteReachable() {
        var site = UUID.randomUUID();
        return event(site, new SiteReachable(site, "lab", Instant.now()), inProject());
    }

    private Alert anAlert(UUID server) {
        return new Alert(
                UUID.randomUUID(),
                "HighDiskUsage",
                AlertState.FIRING,
                Severity.CRITICAL,
                project,
                "lab",
                server,
                "6d3a0f5c",
                Map.of(),
                "The disk is nearly full",
                "",
                null,
                Instant.now(),
                null,
                null,
                null);
    }

    private MessageContext inProject() {
        return MessageContext.NONE.withProject(project);
    }

    private static Delivery succeeded(UUID channel) {
        return succeeded(channel, delivery -> true);
    }

    private static Delivery succeeded(UUID channel, Predicate<Delivery> condition) {
        return first(spine.heard(DeliverySucceeded.class).map(DeliverySucceeded::delivery), channel, condition);
    }

    private static Delivery failed(UUID channel) {
        return first(spine.heard(DeliveryFailed.class).map(DeliveryFailed::delivery), channel, delivery -> true);
    }

    private static Delivery failed(UUID channel, UUID delivery) {
        return first(
                spine.heard(DeliveryFailed.class).map(DeliveryFailed::delivery),
                channel,
                failed -> failed.id().equals(delivery));
    }

    private static Delivery delayed(UUID channel) {
        return first(spine.heard(DeliveryDelayed.class).map(DeliveryDelayed::delivery), channel, delivery -> true);
    }

    private static @Nullable Delivery first(Stream<Delivery> deliveries, UUID channel, Predicate<Delivery> condition) {
        return deliveries.filter(of(channel)).filter(condition).findFirst().orElse(null);
    }

    private static Predicate<Delivery> of(UUID channel) {
        return delivery -> delivery.channelId().equals(channel);
    }

    private static @Nullable Condition condition(UUID resource, long revision, String status) {
        return spine.heard(ConfigurationApplied.class)
                .filter(applied -> applied.id().equals(resource) && applied.observedRevision() == revision)
                .flatMap(applied -> applied.conditions().stream())
                .filter(condition -> condition.status().equals(status))
                .findFirst()
                .orElse(null);
    }

    private static void assertVerified(Endpoint.Received request, String secret) {
        assertThatCode(() -> new Webhook(secret).verify(request.body(), request.headers()))
                .doesNotThrowAnyException();
    }

    private static <T> T eventually(Callable<@Nullable T> value) {
        return await().atMost(Duration.ofSeconds(20)).until(value, Objects::nonNull);
    }
}
