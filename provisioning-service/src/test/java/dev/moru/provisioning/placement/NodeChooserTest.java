package dev.moru.provisioning.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.provisioning.Commands;
import dev.moru.provisioning.placement.NodeChoice.Chosen;
import dev.moru.provisioning.placement.NodeChoice.Rejected;
import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.SiteCapacity;
import dev.moru.provisioning.site.SiteOffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeChooserTest {

    private static final SiteOffer OFFER = new SiteOffer(
            Map.of("debian-12", Commands.image()),
            Map.of("default", Commands.network()),
            Map.of("default", Commands.storageClass()));

    @Test
    void takesTheNodeWithMostFreeMemory() {
        var choice = (Chosen) choose(spec(Placement.ANYWHERE), Map.of(), node("node1", 8_000), node("node2", 16_000));

        assertThat(choice.node()).isEqualTo("node2");
        assertThat(choice.template().vmId()).isEqualTo(9001);
        assertThat(choice.disks())
                .singleElement()
                .satisfies(disk -> assertThat(disk.storage()).isEqualTo("local-zfs"));
        assertThat(choice.reason()).isEqualTo("template 9001 on node2, the node with most free memory");
    }

    @Test
    void spreadsBeforeItLooksAtMemory() {
        var spec = spec(new Placement(null, "shop"));

        var choice = choose(spec, Map.of("node2", 1), node("node1", 8_000), node("node2", 16_000));

        assertThat(((Chosen) choice).node()).isEqualTo("node1");
    }

    @Test
    void takesTheNodeThatWasAskedForOrNone() {
        var spec = spec(new Placement("node1", null));

        assertThat(((Chosen) choose(spec, Map.of(), node("node1", 8_000), node("node2", 16_000))).node())
                .isEqualTo("node1");
        assertThat(choose(spec, Map.of(), node("node2", 16_000))).isInstanceOf(Rejected.class);
    }

    @Test
    void saysOfEachNodeWhatItLacks() {
        var choice = (Rejected) choose(
                spec(Placement.ANYWHERE),
                Map.of(),
                node("node1", 100),
                new NodeCapacity("node2", false, 8, 16_000, Set.of(), Set.of(), Set.of()),
                node("node3", 16_000));

        assertThat(choice.detail())
                .isEqualTo("node1: 100 MiB of memory free; node2: offline; node3: no source of image debian-12");
    }

    @Test
    void missesStorageAndNetworks() {
        var noStorage = new NodeCapacity("node1", true, 8, 16_000, Set.of("other"), Set.of("local"), Set.of("vmbr0"));
        var noBridge = new NodeCapacity("node2", true, 8, 16_000, Set.of("local-zfs"), Set.of("local"), Set.of());

        assertThat(((Rejected) choose(spec(Placement.ANYWHERE), Map.of(), noStorage, noBridge)).detail())
                .isEqualTo("node1: no storage of class default; node2: no network default");
    }

    private static NodeChoice choose(ServerSpec spec, Map<String, Integer> spread, NodeCapacity... nodes) {
        return new NodeChooser(spec, OFFER, new SiteCapacity(List.of(nodes), Set.of()), spread).choose();
    }

    private static NodeCapacity node(String name, int freeMemoryMiB) {
        return new NodeCapacity(name, true, 8, freeMemoryMiB, Set.of("local-zfs"), Set.of("local"), Set.of("vmbr0"));
    }

    private static ServerSpec spec(Placement placement) {
        var spec = Commands.spec("web-01", OnFailure.ROLLBACK);
        return new ServerSpec(
                spec.name(),
                spec.kind(),
                spec.site(),
                spec.image(),
                spec.preset(),
                spec.cores(),
                spec.memoryMiB(),
                spec.disks(),
                spec.networks(),
                placement,
                spec.login(),
                spec.readiness(),
                spec.tags(),
                spec.description(),
                spec.deletionProtected(),
                spec.onFailure(),
                spec.deadline(),
                spec.roles(),
                spec.roleVariables(),
                spec.backupPolicy(),
                spec.onConfigureFailure());
    }
}
