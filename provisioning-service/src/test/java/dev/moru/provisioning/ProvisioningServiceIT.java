package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.site.ApplyImage;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.durable.MessageContext;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From commands on the topic to events on the topic, on real stores. */
class ProvisioningServiceIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final UUID SITE = Gateway.id();

    @BeforeAll
    static void applyConfiguration() {
        apply(SITE, new ApplySite(SITE, Commands.SITE, 1, Commands.site("scripted")));
        var image = Gateway.id();
        apply(image, new ApplyImage(image, "debian-12", 1, SITE, Commands.image()));
        var network = Gateway.id();
        apply(network, new ApplyNetwork(network, "default", 1, SITE, Commands.network()));
        var storage = Gateway.id();
        apply(storage, new ApplyStorageClass(storage, "default", 1, SITE, Commands.storageClass()));
        GATEWAY.awaitApplied(storage, 1);
        GATEWAY.awaitApplied(network, 1);
        GATEWAY.awaitApplied(image, 1);
        GATEWAY.awaitApplied(SITE, 1);
    }

    private static void apply(UUID id, dev.moru.contracts.Message message) {
        GATEWAY.send(id, message, MessageContext.NONE);
    }

    @Test
    void makesRebootsAndDeletesAServer() {
        var server = Gateway.id();

        var created = GATEWAY.endOf(GATEWAY.command(server, Commands.provision("web-01")));
        assertThat(created.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(created.kept()).isTrue();
        assertThat(created.operation().steps())
                .extracting(step -> step.name() + " " + step.state())
                .containsExactly("reserve SUCCEEDED", "clone SUCCEEDED", "boot SUCCEEDED");
        assertThat(GATEWAY.events(ServerProvisioned.class))
                .filteredOn(event -> event.server().id().equals(server))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.server().status().phase()).isEqualTo(ServerPhase.READY);
                    assertThat(event.server().status().node()).isEqualTo("node2");
                    assertThat(event.server().status().addresses()).hasSize(1);
                });

        var rebooted = GATEWAY.endOf(GATEWAY.command(server, new RebootServer(null, null)));
        assertThat(rebooted.operation().state()).isEqualTo(OperationState.SUCCEEDED);

        var deleted = GATEWAY.endOf(GATEWAY.command(server, new DeleteServer(null, null)));
        assertThat(deleted.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(deleted.kept()).isFalse();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
    }
}
