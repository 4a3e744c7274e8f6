package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ServerAdopted;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.durable.MessageContext;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.site.HypervisorFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** From commands on the topic to events on the topic, on real stores. */
class ServerLifeIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final Estate ESTATE = Estate.applied();

    private final UUID server = Gateway.id();

    @Test
    void makesRebootsUpdatesAndDeletesAServer() {
        var created = GATEWAY.endOf(create(OnFailure.ROLLBACK));
        assertThat(created.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(created.kept()).isTrue();
        assertThat(steps(created.operation()))
                .containsExactly("reserve SUCCEEDED", "clone SUCCEEDED", "boot SUCCEEDED");
        assertThat(GATEWAY.events(ServerProvisioned.class))
                .filteredOn(event -> event.server().id().equals(server))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.server().status().phase()).isEqualTo(ServerPhase.READY);
                    assertThat(event.server().status().node()).isEqualTo("node2");
                    assertThat(event.server().status().addresses()).hasSize(1);
                });
        assertThat(GATEWAY.logOf(created.operation().id())).isNotEmpty();

        var rebooted = GATEWAY.endOf(GATEWAY.command(server, new RebootServer(null, null)));
        assertThat(rebooted.operation().state()).isEqualTo(OperationState.SUCCEEDED);

        var change = new ServerChange(4, null, null, List.of("shop"), null, null, null, null, null);
        var updated =
                GATEWAY.endOf(GATEWAY.command(server, new UpdateServer(change, ApplyMode.LIVE, List.of(), null, null)));
        assertThat(updated.spec().cores()).isEqualTo(4);
        assertThat(updated.spec().tags()).containsExactly("shop");

        var deleted = GATEWAY.endOf(delete());
        assertThat(deleted.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(deleted.kept()).isFalse();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
        assertThatNothingIsHeld();
    }

    @Test
    void pretendsOnASiteWithoutAnything() {
        var command = new ProvisionServer(Commands.spec("noop", "quick", OnFailure.ROLLBACK), List.of(), null, null);

        var created = GATEWAY.endOf(GATEWAY.command(server, command)).operation();

        assertThat(created.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(created.simulated()).isTrue();
        assertThat(steps(created)).containsExactly("reserve SUCCEEDED", "clone SIMULATED", "boot SIMULATED");
    }

    @Test
    void removesWhatAFailedCreationMade() {
        SERVICE.hypervisor().script(server, execution -> {
            if (SERVICE.hypervisor().calls(server).size() == 1) {
                throw HypervisorFailure.permanent(
                        "storage-full", "The storage is full", "no space on local-zfs", "make room");
            }
        });

        var ended = GATEWAY.endOf(create(OnFailure.ROLLBACK));

        assertThat(ended.operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(ended.operation().error().type()).endsWith("/storage-full");
        assertThat(ended.operation().error().step()).isEqualTo("clone");
        assertThat(ended.kept()).isFalse();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
        assertThatNothingIsHeld();
    }

    @Test
    void retriesAKeptServerUnderTheSameVmId() {
        SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.permanent("storage-full", "The storage is full", "no space", null);
        });
        var failed = GATEWAY.endOf(create(OnFailure.KEEP));
        assertThat(failed.kept()).isTrue();
        SERVICE.hypervisor().goOn(server);

        var retry = new ProvisionServer(
                Commands.spec("web-01", OnFailure.KEEP),
                List.of(),
                failed.operation().id(),
                null);
        var ended = GATEWAY.endOf(GATEWAY.command(server, retry));

        assertThat(ended.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.operation().retryOf()).isEqualTo(failed.operation().id());
        assertThat(ended.operation().steps().get(0).state()).isEqualTo(StepState.SKIPPED);
        assertThat(SERVICE.hypervisor().calls(server))
                .hasSize(2)
                .allMatch(call -> call.equals(SERVICE.hypervisor().calls(server).get(0)));
    }

    @Test
    void cancelsACreationInTheMiddleAndLeavesNothing() {
        SERVICE.hypervisor().script(server, execution -> {
            if (SERVICE.hypervisor().calls(server).size() == 1) {
                ScriptedHypervisor.holdUntilStopped().accept(execution);
            }
        });
        var operation = create(OnFailure.ROLLBACK);
        await().until(() -> !SERVICE.hypervisor().calls(server).isEmpty());

        GATEWAY.cancel(server, operation);

        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(GATEWAY.progressOf(operation, report -> report.cancel() == CancelState.REQUESTED))
                .isNotNull();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
        assertThatNothingIsHeld();
    }

    @Test
    void deletesInFrontOfWhatWaits() {
        GATEWAY.endOf(create(OnFailure.ROLLBACK));
        SERVICE.hypervisor().script(server, execution -> {
            if (SERVICE.hypervisor().calls(server).size() == 2) {
                ScriptedHypervisor.holdUntilStopped().accept(execution);
            }
        });
        var running = GATEWAY.command(server, new RebootServer(null, null));
        var waiting = GATEWAY.command(server, new StopServer(false, null, null));
        await().until(() -> SERVICE.hypervisor().calls(server).size() == 2);
        assertThat(GATEWAY.progressOf(waiting, ServerLifeIT::isWaiting)
                        .steps()
                        .get(0)
                        .waitingFor())
                .contains("behind server.reboot");

        var delete = delete();

        assertThat(GATEWAY.endOf(waiting).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(GATEWAY.endOf(running).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(GATEWAY.endOf(delete).operation().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void stopsAnEffectAtItsDeadline() {
        GATEWAY.endOf(create(OnFailure.ROLLBACK));
        SERVICE.hypervisor().script(server, ScriptedHypervisor.holdUntilStopped());

        var operation = GATEWAY.command(server, new RebootServer(null, null), Duration.ofSeconds(2));

        var ended = GATEWAY.endOf(operation).operation();
        assertThat(ended.state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(ended.endedAt()).isBefore(ended.deadlineAt().plusSeconds(30));
    }

    @Test
    void waitsVisiblyForConfigurationThatIsNotAppliedYet() {
        var network = Gateway.id();
        var spec = Commands.spec("web-01", OnFailure.ROLLBACK);
        var requires = List.of(new ConfigurationRef(ConfigurationKind.NETWORK, network, "dmz", 1));

        var operation = GATEWAY.command(server, new ProvisionServer(spec, requires, null, null));
        assertThat(GATEWAY.progressOf(operation, ServerLifeIT::isWaiting)
                        .steps()
                        .get(0)
                        .waitingFor())
                .isEqualTo("network dmz, revision 1");

        GATEWAY.send(
                network, new ApplyNetwork(network, "dmz", 1, ESTATE.site(), Commands.network()), MessageContext.NONE);
        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void triesAgainVisiblyWhileTheSiteIsAway() {
        GATEWAY.endOf(create(OnFailure.ROLLBACK));
        SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.unreachable("connection refused", null);
        });

        var operation = GATEWAY.command(server, new RebootServer(null, null));
        assertThat(GATEWAY.progressOf(operation, ServerLifeIT::isWaiting)
                        .steps()
                        .get(0)
                        .waitingFor())
                .contains("site lab to answer");

        SERVICE.hypervisor().goOn(server);
        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void takesOverAGuestOnce() {
        var adopt = new AdoptServer("legacy-db", Commands.SITE, 4711, List.of(), null, null);

        var adopted = GATEWAY.endOf(GATEWAY.command(server, adopt));
        assertThat(adopted.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(adopted.spec().deletionProtected()).isTrue();
        assertThat(adopted.spec().cores()).isEqualTo(4);
        assertThat(GATEWAY.events(ServerAdopted.class)).isNotEmpty();

        var twice = GATEWAY.endOf(GATEWAY.command(Gateway.id(), adopt));
        assertThat(twice.operation().error().type()).endsWith("/already-managed");
        assertThat(twice.kept()).isFalse();
    }

    @Test
    void endsTheOperationOfAnUnreadableCommandAndGoesOn() {
        var operation = Gateway.id();

        GATEWAY.sendBroken("dev.moru.server.provision.v1", server, operation);

        var ended = GATEWAY.endOf(operation);
        assertThat(ended.operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(ended.operation().error().type()).endsWith("/command-unreadable");
        assertThat(ended.operation().kind()).isEqualTo("server.create");
        assertThat(GATEWAY.endOf(create(OnFailure.ROLLBACK)).operation().state())
                .isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void drawsNoVmIdThatTheSiteHas() {
        GATEWAY.endOf(create(OnFailure.ROLLBACK));

        assertThat(SERVICE.bean(ServerTable.class)
                        .find(server)
                        .orElseThrow()
                        .reservation()
                        .vmId())
                .isGreaterThan(2001);
    }

    @Test
    void changesNothingWhenTheWholeTopicIsReplayed() {
        var operation = create(OnFailure.ROLLBACK);
        GATEWAY.endOf(operation);
        var calls = SERVICE.hypervisor().calls(server);

        GATEWAY.replayAll();
        // The replay is through when a command behind it has ended.
        var behind = GATEWAY.command(server, new RebootServer(null, null));
        GATEWAY.endOf(behind);

        assertThat(GATEWAY.endsOf(operation)).hasSize(1);
        assertThat(SERVICE.hypervisor().calls(server)).hasSize(calls.size() + 1);
    }

    @Test
    void tellsHowItIsAndWhatItHasCounted() throws Exception {
        GATEWAY.endOf(create(OnFailure.ROLLBACK));

        assertThat(get("/actuator/health/readiness")).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus"))
                .contains("server_creation_total{status=\"succeeded\"}")
                .contains("moru_operation_duration_seconds");
    }

    private static String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVICE.port() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private UUID create(OnFailure onFailure) {
        return GATEWAY.command(server, Commands.provision("web-01", onFailure));
    }

    private UUID delete() {
        return GATEWAY.command(server, new DeleteServer(null, null, null));
    }

    private static boolean isWaiting(Operation operation) {
        return operation.steps().stream().anyMatch(step -> step.waitingFor() != null);
    }

    private static Stream<String> steps(Operation operation) {
        return operation.steps().stream().map(step -> step.name() + " " + step.state());
    }

    private void assertThatNothingIsHeld() {
        var jdbc = SERVICE.bean(JdbcTemplate.class);
        for (var table : List.of("vm", "address")) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + table + " where server_id = ?", Long.class, server))
                    .as(table)
                    .isZero();
        }
    }
}
