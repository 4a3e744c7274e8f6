package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.site.HypervisorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An operation is cancelled at once where nothing goes on, and never while something does. */
class CancelIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final Estate ESTATE = Estate.applied();

    private final UUID server = Gateway.id();

    @Test
    void cancelsAtOnceWhatWaitsInAFullLane() {
        var release = new CountDownLatch(1);
        var busy = Gateway.id();
        SERVICE.hypervisor().script(busy, execution -> awaitQuietly(release));
        var running = create(busy, "narrow");
        await().until(() -> !SERVICE.hypervisor().calls(busy).isEmpty());
        var operation = create(server, "narrow");
        GATEWAY.progressOf(operation, CancelIT::isInALane);

        GATEWAY.cancel(server, operation);

        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(GATEWAY.endsOf(running)).isEmpty();
        assertThatNothingIsLeftOf(server);
        release.countDown();
        assertThat(GATEWAY.endOf(running).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(SERVICE.hypervisor().calls(server)).isEmpty();
    }

    @Test
    void cancelsAtOnceWhileTheSiteHasNeverAnswered() {
        GATEWAY.endOf(create(server, Commands.SITE));
        SERVICE.hypervisor().script(server, CancelIT::siteIsAway);
        var operation = GATEWAY.command(server, new RebootServer(null, null));
        GATEWAY.progressOf(operation, report -> report.steps().stream().anyMatch(step -> step.waitingFor() != null));

        GATEWAY.cancel(server, operation);

        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void waitsForTheSiteWhenSomethingMayGoOnThere() {
        GATEWAY.endOf(create(server, Commands.SITE));
        SERVICE.hypervisor().script(server, execution -> {
            execution.checkpoint(Checkpoint.BEGUN);
            siteIsAway(execution);
        });
        var operation = GATEWAY.command(server, new RebootServer(null, null));
        await().until(() -> SERVICE.hypervisor().calls(server).size() > 1);
        GATEWAY.cancel(server, operation);
        GATEWAY.progressOf(operation, report -> report.cancel() == CancelState.REQUESTED);
        int calls = SERVICE.hypervisor().calls(server).size();
        await().until(() -> SERVICE.hypervisor().calls(server).size() > calls + 1);
        assertThat(GATEWAY.endsOf(operation)).isEmpty();

        SERVICE.hypervisor().goOn(server);

        var ended = GATEWAY.endOf(operation).operation();
        assertThat(ended.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.cancel()).isEqualTo(CancelState.REFUSED);
    }

    @Test
    void cancelsAtAnyMomentOrSaysThatItIsTooLate() {
        var dice = new Random(7);
        record Try(UUID server, UUID operation) {}
        List<Try> tries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var each = Gateway.id();
            var operation = create(each, Commands.SITE);
            LockSupport.parkNanos(Duration.ofMillis(dice.nextInt(40)).toNanos());
            GATEWAY.cancel(each, operation);
            tries.add(new Try(each, operation));
        }
        for (var each : tries) {
            var end = GATEWAY.endOf(each.operation());
            assertThat(end.operation().state()).isIn(OperationState.CANCELLED, OperationState.SUCCEEDED);
            if (end.operation().state() == OperationState.CANCELLED) {
                assertThatNothingIsLeftOf(each.server());
            } else {
                assertThat(SERVICE.hypervisor().has(each.server())).isTrue();
            }
        }
    }

    private static UUID create(UUID server, String site) {
        var spec = Commands.spec(site, "web-01", OnFailure.ROLLBACK);
        return GATEWAY.command(server, new ProvisionServer(spec, List.of(), null, null));
    }

    private static boolean isInALane(Operation report) {
        return report.steps().stream()
                .anyMatch(step -> step.waitingFor() != null && step.waitingFor().contains("lane narrow/site"));
    }

    private static void siteIsAway(Execution execution) {
        throw HypervisorFailure.unreachable("connection refused", null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertThatNothingIsLeftOf(UUID server) {
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
        var jdbc = SERVICE.bean(JdbcTemplate.class);
        for (var table : List.of("vm", "address")) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from " + table + " where server_id = ?", Long.class, server))
                    .as(table)
                    .isZero();
        }
    }
}
