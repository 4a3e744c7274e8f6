package dev.moru.gateway.server;

import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.TestDatabase;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.operation.OperationWatch;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

class ServerReadsIT {

    private static final TestDatabase DATABASE = RunningGateway.newDatabase();

    private static EventSource source;
    private static RunningGateway gateway;

    private final Happenings happenings = new Happenings();
    private final UUID server = UUID.randomUUID();
    private final String name = "web-" + server.toString().substring(0, 8);

    @BeforeAll
    static void start() {
        var group = "." + DATABASE.name();
        gateway = RunningGateway.startOn(
                DATABASE,
                "--spring.cloud.stream.bindings.provisioningEvents-in-0.group=a" + group,
                "--spring.cloud.stream.bindings.configEvents-in-0.group=d" + group,
                "--spring.cloud.stream.bindings.backupEvents-in-0.group=f" + group,
                "--spring.cloud.stream.bindings.monitoringEvents-in-0.group=e" + group,
                "--spring.cloud.stream.bindings.notificationEvents-in-0.group=b" + group,
                "--spring.cloud.stream.bindings.operationLog-in-0.group=c" + group);
        source = new EventSource();
    }

    @AfterAll
    static void stop() {
        source.close();
        gateway.close();
    }

    @Test
    void showsAnAcceptedServerBeforeItsOwnerHasReportedIt() {
        accepted();

        get("/api/v1/projects/default/servers/" + name)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(server.toString())
                .jsonPath("$.spec.cores")
                .isEqualTo(2)
                .jsonPath("$.status.phase")
                .isEqualTo("CREATING")
                .jsonPath("$.driver")
                .isEqualTo(null);
    }

    @Test
    void showsTheWantedSpecBesideTheReportedStatus() {
        accepted();
        report(ServerPhase.READY);

        get("/api/v1/projects/default/servers/" + server)
                .expectBody()
                .jsonPath("$.status.phase")
                .isEqualTo("READY")
                .jsonPath("$.status.vmId")
                .isEqualTo(2001)
                .jsonPath("$.revision")
                .isEqualTo(1);
        get("/api/v1/projects/default/servers?filter=phase=READY AND name=" + name)
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(server.toString());
        get("/api/v1/projects/default/servers?filter=tags:shop AND vmId=2001 AND cores<4 AND name=" + name)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        get("/api/v1/projects/default/servers?filter=NOT phase=READY AND name=" + name)
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
    }

    @Test
    void showsADeletedServerByItsIdAlone() {
        accepted();
        report(ServerPhase.DELETED);
        gateway.jdbc()
                .sql("update head set gone_at = now(), deleting = true where id = ?")
                .param(server)
                .update();

        get("/api/v1/projects/default/servers/" + server)
                .expectBody()
                .jsonPath("$.status.phase")
                .isEqualTo("DELETED")
                .jsonPath("$.deletedAt")
                .isNotEmpty();
        get("/api/v1/projects/default/servers/" + name).expectStatus().isNotFound();
        get("/api/v1/projects/default/servers?filter=name=" + name)
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
    }

    @Test
    void doesNotFindAServerInAnotherProjectOrOfANonsenseName() {
        accepted();

        for (var path : List.of(
                "/api/v1/projects/other/servers/" + server,
                "/api/v1/projects/default/servers/" + UUID.randomUUID(),
                "/api/v1/projects/default/servers/00000000-nonsense",
                "/api/v1/operations/" + UUID.randomUUID(),
                "/api/v1/sites/nowhere/guests")) {
            get(path)
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("https://moru.dev/problems/not-found");
        }
    }

    @Test
    void listsTheGuestsOfASite() {
        gateway.jdbc().sql("""
                        insert into configuration (id, kind, scope, name, revision, spec, created_at, updated_at)
                        values (?, 'site', '', ?, 1, '{}', now(), now())
                        """).param(server).param(name).update();
        source.publish(happenings.event(
                Topics.PROVISIONING_EVENTS,
                server.toString(),
                new GuestsObserved(
                        server,
                        name,
                        Happenings.TIME,
                        List.of(
                                new Guest(101, "qemu", "legacy-db", "lab1", "running", "unmanaged", null),
                                new Guest(2001, "qemu", "web", "lab1", "running", "managed", server))),
                MessageContext.NONE));

        await().untilAsserted(() -> get("/api/v1/sites/" + name + "/guests?filter=relation=managed")
                .expectBody()
                .jsonPath("$.items[0].server")
                .isEqualTo(server.toString()));
    }

    @Test
    void listsDeliveriesOfTheInstallationAndOfAProject() {
        var delivery = Happenings.delivery(UUID.randomUUID(), name, DeliveryState.DELIVERED);
        source.publish(happenings.event(
                Topics.NOTIFICATION_EVENTS,
                delivery.id().toString(),
                new DeliverySucceeded(delivery),
                MessageContext.NONE));

        for (var path : List.of("/api/v1/deliveries", "/api/v1/projects/default/deliveries")) {
            await().untilAsserted(() -> get(path + "?filter=channel=" + name)
                    .expectBody()
                    .jsonPath("$.items[0].state")
                    .isEqualTo("DELIVERED"));
        }
    }

    @Test
    void tellsTheEndOfAnOperationWhenItCan() {
        var id = UUID.randomUUID();
        var watch = gateway.bean(OperationWatch.class);

        StepVerifier.create(watch.awaited(id, Duration.ofMillis(200))).verifyComplete();
        StepVerifier.create(watch.awaited(id, Duration.ofSeconds(20)))
                .then(() -> source.publish(happenings.ended(
                        Happenings.operation(id, "server.reboot", server, OperationState.SUCCEEDED), null, true)))
                .expectNextMatches(operation -> operation.state() == OperationState.SUCCEEDED)
                .verifyComplete();
        StepVerifier.create(watch.awaited(id, Duration.ofSeconds(1)))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void answersWhoHasWaitedInVainWithTheOperationAsItIsThen() {
        accepted();
        var answer = CompletableFuture.supplyAsync(() -> gateway.client()
                .post()
                .uri("/api/v1/projects/default/servers/" + name + ":reboot?wait=5s")
                .exchange());
        await().until(this::isAsked);

        gateway.jdbc()
                .sql(
                        "update operation set document = jsonb_set(document, '{state}', '\"RUNNING\"') where target_id = ?")
                .param(server)
                .update();

        answer.join()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("RUNNING");
    }

    private boolean isAsked() {
        return gateway.jdbc()
                .sql("select exists (select 1 from operation where target_id = ?)")
                .param(server)
                .query(Boolean.class)
                .single();
    }

    @Test
    void makesTheReadModelsAnewOnRequest() {
        accepted();
        report(ServerPhase.READY);
        gateway.jdbc()
                .sql("update server_view set phase = 'LOST', document = '{}'")
                .update();

        gateway.client()
                .post()
                .uri("/api/v1/read-models:rebuild")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.events")
                .isNumber();

        get("/api/v1/projects/default/servers/" + server)
                .expectBody()
                .jsonPath("$.status.phase")
                .isEqualTo("READY");
    }

    private void report(ServerPhase phase) {
        source.publish(happenings.observed(Happenings.server(server, name, phase)));
        await().until(() -> gateway.jdbc()
                .sql("select 1 from server_view where id = ? and phase = ?")
                .param(server)
                .param(phase.name())
                .query(Integer.class)
                .optional()
                .isPresent());
    }

    private void accepted() {
        gateway.jdbc()
                .sql("""
                        insert into head (id, project, name, site, origin, version, accepted_sequence, protected, spec,
                                          open_operations, created_at, updated_at)
                        values (?, 'default', ?, 'lab', 'created', 1, 1, false, ?::jsonb, 0, now(), now())
                        """)
                .param(server)
                .param(name)
                .param(GatewayDatabase.codec().write(Happenings.spec(name, 2)))
                .update();
    }

    private static WebTestClient.ResponseSpec get(String path) {
        return gateway.client().get().uri(path).exchange();
    }
}
