package dev.moru.notification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.moru.contracts.Message;
import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.notification.Digest;
import dev.moru.contracts.notification.Grouping;
import dev.moru.contracts.notification.QuietHours;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.contracts.notification.RouteMatch;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.site.SiteReachable;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.ServiceUnderTest;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import dev.moru.service.testing.Spine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** A running service, and what is said to it and heard of it; each test has a project with a channel and a route of its own. */
abstract class NotificationScene {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT_SECRET = "whsec_bmV4dCBzZWNyZXQsIGxvbmcgZW5vdWdo";

    private static ServiceUnderTest stores;

    static RunningService service;
    static Spine spine;

    final String project = "p-" + UUID.randomUUID();
    final UUID channel = UUID.randomUUID();
    final UUID route = UUID.randomUUID();
    final Endpoint endpoint = new Endpoint();

    @BeforeAll
    static void start() {
        stores = new ServiceUnderTest("notification");
        service = RunningService.start(stores);
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

    static void restart() {
        service.close();
        service = RunningService.start(stores);
    }

    void connect(ChannelSpec spec) {
        connect(channel, route, spec);
    }

    /** Only then events are certainly matched: they come by other topics than what is configured. */
    void connect(UUID channel, UUID route, ChannelSpec spec) {
        apply(channel, 1, spec);
        command(route, aRoute(route, "all", channel), inProject());
        eventually(() -> condition(channel, 1, "true"));
        eventually(() -> condition(route, 1, "true"));
    }

    void apply(UUID id, long revision, ChannelSpec spec) {
        command(id, new ApplyChannel(id, "hook", revision, spec), inProject());
    }

    ChannelSpec aWebhook(URI url) {
        return aWebhook(url, SECRET);
    }

    ChannelSpec aWebhook(URI url, String secret) {
        return aChannel("webhook", Map.of("url", url.toString()), Map.of("signingSecret", secret(secret)));
    }

    ChannelSpec toMail(int port, String language) {
        return aChannel(
                "email",
                Map.of(
                        "to",
                        List.of("ops@example.org"),
                        "language",
                        language,
                        "host",
                        "127.0.0.1",
                        "port",
                        port,
                        "security",
                        "none",
                        "from",
                        "moru@example.org"),
                Map.of());
    }

    ChannelSpec toSlack(URI url) {
        return aChannel("slack", Map.of(), Map.of("url", secret(url.toString())));
    }

    ChannelSpec aChannel(String type, Map<String, Object> settings, Map<String, String> secrets) {
        return new ChannelSpec(type, project, settings, secrets, true, "");
    }

    String secret(String value) {
        return service.bean(SecretStore.class)
                .put("channel/" + project, SecretValue.of(value))
                .toString();
    }

    static void command(UUID subject, Message command, MessageContext context) {
        spine.send(Topics.NOTIFICATION_COMMANDS, "/moru/gateway", subject, command, context);
    }

    static UUID event(UUID subject, Message event, MessageContext context) {
        return spine.send(Topics.PROVISIONING_EVENTS, "/moru/provisioning", subject, event, context);
    }

    static void monitoringEvent(UUID subject, Message event, MessageContext context) {
        spine.send(Topics.MONITORING_EVENTS, "/moru/monitoring", subject, event, context);
    }

    ApplyRoute aRoute(UUID id, String name, UUID channel) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        return new ApplyRoute(
                id, name, 1, new RouteSpec(project, everything, List.of(channel), true, "", null, null, null));
    }

    void applyRoute(@Nullable Grouping group, @Nullable QuietHours quietHours) {
        applyRoute(group, quietHours, null);
    }

    void applyRoute(@Nullable Grouping group, @Nullable QuietHours quietHours, @Nullable Digest digest) {
        var everything = new RouteMatch(List.of(), List.of(), List.of(), null, List.of());
        var spec = new RouteSpec(project, everything, List.of(channel), true, "", group, quietHours, digest);
        command(route, new ApplyRoute(route, "all", 1, spec), inProject());
        eventually(() -> condition(channel, 1, "true"));
        eventually(() -> condition(route, 1, "true"));
    }

    List<Delivery> grouped(UUID channel) {
        return spine.heard(DeliveryGrouped.class)
                .map(DeliveryGrouped::delivery)
                .filter(of(channel))
                .toList();
    }

    UUID test(UUID channel) {
        var delivery = UUID.randomUUID();
        command(channel, new TestChannel(channel, "hook", delivery), inProject());
        return delivery;
    }

    static @Nullable String refusal(UUID delivery) {
        return spine.heard(RedeliveryRefused.class)
                .filter(refused -> refused.delivery().equals(delivery))
                .map(RedeliveryRefused::reason)
                .findFirst()
                .orElse(null);
    }

    UUID siteReachable() {
        var site = UUID.randomUUID();
        return event(site, new SiteReachable(site, "lab", Instant.now()), inProject());
    }

    Alert anAlert(UUID server) {
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

    MessageContext inProject() {
        return MessageContext.NONE.withProject(project);
    }

    static Delivery succeeded(UUID channel) {
        return succeeded(channel, delivery -> true);
    }

    static Delivery succeeded(UUID channel, Predicate<Delivery> condition) {
        return first(spine.heard(DeliverySucceeded.class).map(DeliverySucceeded::delivery), channel, condition);
    }

    static Delivery failed(UUID channel) {
        return first(spine.heard(DeliveryFailed.class).map(DeliveryFailed::delivery), channel, delivery -> true);
    }

    static Delivery failed(UUID channel, UUID delivery) {
        return first(
                spine.heard(DeliveryFailed.class).map(DeliveryFailed::delivery),
                channel,
                failed -> failed.id().equals(delivery));
    }

    static Delivery delayed(UUID channel) {
        return first(spine.heard(DeliveryDelayed.class).map(DeliveryDelayed::delivery), channel, delivery -> true);
    }

    static @Nullable Delivery first(Stream<Delivery> deliveries, UUID channel, Predicate<Delivery> condition) {
        return deliveries.filter(of(channel)).filter(condition).findFirst().orElse(null);
    }

    static Predicate<Delivery> of(UUID channel) {
        return delivery -> delivery.channelId().equals(channel);
    }

    static @Nullable Condition condition(UUID resource, long revision, String status) {
        return spine.heard(ConfigurationApplied.class)
                .filter(applied -> applied.id().equals(resource) && applied.observedRevision() == revision)
                .flatMap(applied -> applied.conditions().stream())
                .filter(condition -> condition.status().equals(status))
                .findFirst()
                .orElse(null);
    }

    static void assertVerified(Endpoint.Received request, String secret) {
        assertThatCode(() -> new Webhook(secret).verify(request.body(), request.headers()))
                .doesNotThrowAnyException();
    }

    static <T> T eventually(Callable<@Nullable T> value) {
        return await().atMost(Duration.ofSeconds(20)).until(value, Objects::nonNull);
    }
}
