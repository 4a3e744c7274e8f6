package dev.moru.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.Happenings;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveriesIT {

    private final Happenings happenings = new Happenings();
    private RunningGateway gateway;
    private EventSource source;
    private ApiClient api;

    @BeforeAll
    void start() {
        var database = RunningGateway.newDatabase();
        var group = "." + database.name();
        gateway = RunningGateway.startOn(
                database,
                "--spring.cloud.stream.bindings.provisioningEvents-in-0.group=a" + group,
                "--spring.cloud.stream.bindings.configEvents-in-0.group=d" + group,
                "--spring.cloud.stream.bindings.backupEvents-in-0.group=f" + group,
                "--spring.cloud.stream.bindings.monitoringEvents-in-0.group=e" + group,
                "--spring.cloud.stream.bindings.notificationEvents-in-0.group=b" + group,
                "--spring.cloud.stream.bindings.operationLog-in-0.group=c" + group);
        source = new EventSource();
        api = new ApiClient(gateway.client());
        api.post("/api/v1/projects/default/channels", """
                        {"name": "ops", "type": "webhook", "settings": {"url": "https://ops.example/"},
                         "secrets": {"signingSecret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}""").expectStatus().isCreated();
    }

    @AfterAll
    void stop() {
        source.close();
        gateway.close();
    }

    @Test
    void answersATestWithWhatTheChannelHasSaidAlsoWhenTheRequestIsSentAgain() {
        var path = "/api/v1/projects/default/channels/ops:test?wait=1s";
        var key = UUID.randomUUID().toString();
        var pending = body(api.post(path, "", "Idempotency-Key", key), 202);
        assertThat(pending.path("state").asString()).isEqualTo("PENDING");
        var id = UUID.fromString(pending.path("id").asString());

        tell(id, new DeliveryFailed(Happenings.delivery(id, "ops", DeliveryState.FAILED)));

        await().untilAsserted(() -> assertThat(body(api.post(path, "", "Idempotency-Key", key), 200)
                        .path("state")
                        .asString())
                .isEqualTo("FAILED"));
        assertThat(audited("channel.test", pending.path("channelId").asString()))
                .isOne();
    }

    @Test
    void testsNoChannelThatIsNotThere() {
        api.post("/api/v1/channels/ops:test").expectStatus().isNotFound();
        api.post("/api/v1/projects/default/channels/nobody:test").expectStatus().isNotFound();
        api.post("/api/v1/projects/nowhere/channels/ops:test").expectStatus().isNotFound();
        api.post("/api/v1/deliveries/" + UUID.randomUUID() + ":redeliver")
                .expectStatus()
                .isNotFound();
    }

    @Test
    void onlyTellsWhatATestWouldDoWhenThatIsAskedFor() {
        var channel = body(api.get("/api/v1/projects/default/channels/ops"), 200)
                .path("id")
                .asString();
        var before = commandsAbout(channel);

        var preview = body(api.post("/api/v1/projects/default/channels/ops:test?validateOnly&wait=10s"), 202);

        assertThat(preview.path("channelId").asString()).isEqualTo(channel);
        assertThat(commandsAbout(channel)).isEqualTo(before);
    }

    @Test
    void tellsWhyADeliveryIsNotSentAgain() {
        var id = UUID.randomUUID();
        tell(id, new DeliverySucceeded(Happenings.delivery(id, "ops", DeliveryState.DELIVERED)));
        await().untilAsserted(
                        () -> api.get("/api/v1/deliveries/" + id).expectStatus().isOk());

        var answer = CompletableFuture.supplyAsync(
                () -> body(api.post("/api/v1/deliveries/" + id + ":redeliver?wait=30s"), 200));
        await().until(() -> commandsAbout(id.toString()) == 1);
        tell(id, new RedeliveryRefused(id, "It is known no longer"));

        assertThat(answer.join().path("refusal").asString()).isEqualTo("It is known no longer");
        assertThat(body(api.get("/api/v1/deliveries/" + id), 200).path("state").asString())
                .isEqualTo("DELIVERED");
    }

    private static JsonNode body(ResponseSpec response, int status) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private long commandsAbout(String subject) {
        return gateway.jdbc()
                .sql("select coalesce(max(last_sequence), 0) from stream where topic = ? and subject = ?")
                .params(Topics.NOTIFICATION_COMMANDS, subject)
                .query(Long.class)
                .single();
    }

    private long audited(String action, String target) {
        return gateway.jdbc()
                .sql("select count(*) from audit where action = ? and target_id = ?")
                .params(action, target)
                .query(Long.class)
                .single();
    }

    private void tell(UUID id, Event event) {
        source.publish(happenings.event(Topics.NOTIFICATION_EVENTS, id.toString(), event, MessageContext.NONE));
    }
}
