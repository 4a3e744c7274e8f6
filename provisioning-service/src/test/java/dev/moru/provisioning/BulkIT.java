package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.server.RebootServer;
import dev.moru.provisioning.site.HypervisorFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Parents and children, on real stores. */
class BulkIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final Estate ESTATE = Estate.applied();

    private final UUID parent = Gateway.id();
    private final List<UUID> children = new ArrayList<>();

    @Test
    void releasesChildrenAFewAtATime() {
        var servers = servers(4);

        reboot(servers, 1, 0);

        var ended = GATEWAY.endOf(parent).operation();
        assertThat(ended.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.children()).isEqualTo(new ChildCounts(4, 4, 0));
        assertThat(children)
                .allSatisfy(child ->
                        assertThat(GATEWAY.endOf(child).operation().parent()).isEqualTo(parent));
    }

    @Test
    void stopsAfterTooManyFailures() {
        var servers = servers(3);
        servers.forEach(server -> SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.permanent("broken", "Broken", "it is broken", null);
        }));

        reboot(servers, 1, 1);

        var ended = GATEWAY.endOf(parent).operation();
        assertThat(ended.state()).isEqualTo(OperationState.FAILED);
        assertThat(children.stream()
                        .map(child -> GATEWAY.endOf(child).operation().state()))
                .containsExactlyInAnyOrder(OperationState.FAILED, OperationState.CANCELLED, OperationState.CANCELLED);
    }

    @Test
    void cancelsItsChildrenWhenItIsCancelled() {
        var servers = servers(2);
        servers.forEach(server -> SERVICE.hypervisor().script(server, ScriptedHypervisor.holdUntilStopped()));
        reboot(servers, 1, 0);
        GATEWAY.progressOf(parent, report -> report.children().total() == 2);

        GATEWAY.cancel(parent, parent);

        assertThat(GATEWAY.endOf(parent).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(children)
                .allSatisfy(child ->
                        assertThat(GATEWAY.endOf(child).operation().state()).isEqualTo(OperationState.CANCELLED));
    }

    private List<UUID> servers(int count) {
        var servers = new ArrayList<UUID>();
        var operations = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            servers.add(Gateway.id());
            operations.add(GATEWAY.command(servers.get(i), Commands.provision("bulk-" + i)));
        }
        operations.forEach(GATEWAY::endOf);
        return servers;
    }

    private void reboot(List<UUID> servers, int maxInFlight, int stopAfterFailures) {
        servers.forEach(server -> children.add(Gateway.id()));
        for (int i = 0; i < servers.size(); i++) {
            GATEWAY.command(children.get(i), servers.get(i), new RebootServer(null, parent), Duration.ofDays(1));
        }
        GATEWAY.command(
                parent, parent, new RunBulk("reboot", children, maxInFlight, stopAfterFailures), Duration.ofDays(1));
    }
}
