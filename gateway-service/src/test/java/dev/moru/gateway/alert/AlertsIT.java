package dev.moru.gateway.alert;

import static dev.moru.gateway.testing.Happenings.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Acknowledgement;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertState;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.Happenings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.StatusAssertions;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {

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
    }

    @AfterAll
    void stop() {
        source.close();
        gateway.close();
    }

    @Test
    void listsTheAlertsOfAProjectAndThoseOfTheInstallationApart() {
        var ofProject = fired("default");
        var ofInstallation = fired(null);

        assertThat(ids("/api/v1/projects/default/alerts"))
                .contains(ofProject.toString())
                .doesNotContain(ofInstallation.toString());
        assertThat(ids("/api/v1/alerts")).contains(ofInstallation.toString()).doesNotContain(ofProject.toString());
        api.get("/api/v1/projects/nowhere/alerts").expectStatus().isNotFound();
    }

    @Test
    void showsWhatBecameOfAnAlert() {
        var id = fired("default");
        tell(
                new AlertAcknowledged(
                        alert(id, "default", AlertState.FIRING, new Acknowledgement("user:ops", Happenings.TIME, ""))),
                id);
        await().untilAsserted(() -> api.get("/api/v1/alerts/" + id)
                .expectBody()
                .jsonPath("$.acknowledgement.by")
                .isEqualTo("user:ops"));

        tell(new AlertResolved(alert(id, "default", AlertState.RESOLVED, null)), id);

        await().untilAsserted(() -> api.get("/api/v1/projects/default/alerts?filter=state=RESOLVED")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains(id.toString())));
    }

    @Test
    void asksTheOwnerOncePerRequest() {
        var id = fired("default");
        var key = UUID.randomUUID().toString();
        var path = "/api/v1/alerts/" + id + ":silence";

        silence(path, "PT2H", key).isEqualTo(202);
        silence(path, "PT2H", key).isEqualTo(202);
        silence(path, "PT3H", key).isEqualTo(422);

        assertThat(gateway.jdbc()
                        .sql("select count(*) from audit where action = 'alert.silence' and target_id = ?")
                        .param(id.toString())
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(gateway.jdbc()
                        .sql("select last_sequence from stream where topic = ? and subject = ?")
                        .params(Topics.MONITORING_COMMANDS, id.toString())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void refusesWhatCanNotBeSilenced() {
        var id = fired("default");
        silence("/api/v1/alerts/" + id + ":silence", "PT1S", "short").isEqualTo(422);
        silence("/api/v1/alerts/" + UUID.randomUUID() + ":silence", "PT1H", "nobody")
                .isEqualTo(404);
        tell(new AlertResolved(alert(id, "default", AlertState.RESOLVED, null)), id);
        await().untilAsserted(() -> silence(
                        "/api/v1/alerts/" + id + ":silence",
                        "PT1H",
                        UUID.randomUUID().toString())
                .isEqualTo(409));
        api.post("/api/v1/alerts/" + id + ":acknowledge").expectStatus().isAccepted();
    }

    private StatusAssertions silence(String path, String duration, String key) {
        return api.post(
                        path,
                        "{\"duration\": \"%s\", \"comment\": \"known\"}".formatted(duration),
                        "Idempotency-Key",
                        key)
                .expectStatus();
    }

    private String ids(String path) {
        return new String(
                api.get(path).expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    private UUID fired(@Nullable String project) {
        var id = UUID.randomUUID();
        tell(new AlertFired(alert(id, project, AlertState.FIRING, null)), id);
        await().untilAsserted(
                        () -> api.get("/api/v1/alerts/" + id).expectStatus().isOk());
        return id;
    }

    private void tell(Event event, UUID id) {
        source.publish(happenings.event(Topics.MONITORING_EVENTS, id.toString(), event, MessageContext.NONE));
    }
}
