package dev.moru.provisioning.site.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.contracts.site.CheckPoint;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.provisioning.server.proxmox.LabSite;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.NodeCapacity;
import dev.moru.provisioning.site.ObservedGuest;
import dev.moru.provisioning.site.SiteOffer;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.RolePrivileges;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteOnLabTest {

    private static final CallBudget BUDGET = () -> Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    private static LabSite lab;
    private static ProxmoxSiteInspector inspector;

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
        inspector = new ProxmoxSiteInspector(lab.clients(), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @AfterEach
    void heal() {
        lab.control().disarm();
    }

    @Test
    void findsNothingMissingAtAWellPreparedSite() {
        var points = inspector.check(lab.site(), offer("vmbr0", "local-lvm", 9000), BUDGET);

        assertThat(points).extracting(CheckPoint::status).containsOnly("ok");
        assertThat(points)
                .extracting(CheckPoint::point)
                .contains(
                        "version",
                        "quorum",
                        "node lab3",
                        "privileges on /vms/2000",
                        "privileges on /storage/local-lvm",
                        "privileges on /sdn/zones/localnetwork/vmbr0",
                        "image debian-12 on lab1",
                        "network default on lab2",
                        "storage class default on lab3",
                        "VM ids");
    }

    @Test
    void saysWhatOfTheOfferIsNotThere() {
        var points = inspector.check(lab.site(), offer("vmbr7", "fast", 101), BUDGET);

        assertThat(points)
                .filteredOn(point -> point.status().equals("failed"))
                .extracting(CheckPoint::point)
                .contains("image debian-12 on lab1", "network default on lab1", "storage class default on lab1");
    }

    @Test
    void saysWhichPrivilegeIsMissingWhere() {
        var access = lab.root().access();
        access.updateRole("Moru", Set.of("VM.Audit", "Sys.Audit", "Datastore.Audit"));
        try {
            var points = inspector.check(lab.site(), offer("vmbr0", "local-lvm", 9000), BUDGET);

            assertThat(points)
                    .filteredOn(point -> point.point().equals("privileges on /vms/9000"))
                    .singleElement()
                    .satisfies(point -> {
                        assertThat(point.status()).isEqualTo("failed");
                        assertThat(point.detail()).isEqualTo("missing: VM.Clone");
                        assertThat(point.hint()).contains(LabSite.TOKEN);
                    });
        } finally {
            access.updateRole("Moru", RolePrivileges.all(9));
        }
    }

    @Test
    void warnsOfANodeThatIsAwayAndOfAClockThatIsWrong() {
        lab.control().arm("{\"name\":\"node-offline\",\"target\":\"lab3\"}");
        var late = Clock.fixed(Instant.now().plusSeconds(120), ZoneOffset.UTC);

        var points = new ProxmoxSiteInspector(lab.clients(), late)
                .check(lab.site(), offer("vmbr0", "local-lvm", 9000), BUDGET);

        assertThat(points)
                .filteredOn(point -> point.point().equals("node lab3"))
                .allSatisfy(point -> assertThat(point.detail()).isEqualTo("offline"));
        assertThat(points)
                .filteredOn(point -> point.point().equals("node lab1"))
                .singleElement()
                .satisfies(point -> assertThat(point.detail()).contains("off by -1"));
    }

    @Test
    void findsThatTheSiteDoesNotAnswerInsteadOfFailing() {
        lab.control().arm("{\"name\":\"html\",\"path\":\".*\"}");

        var points = inspector.check(lab.site(), offer("vmbr0", "local-lvm", 9000), BUDGET);

        assertThat(points)
                .anyMatch(point ->
                        point.status().equals("failed") && point.point().startsWith("endpoint"));
        assertThat(points).last().extracting(CheckPoint::status).isEqualTo("skipped");
    }

    @Test
    void proposesWhatTheClusterOffers() {
        var networks = inspector.discover(lab.site(), ConfigurationKind.NETWORK, BUDGET);
        var storages = inspector.discover(lab.site(), ConfigurationKind.STORAGE_CLASS, BUDGET);
        var images = inspector.discover(lab.site(), ConfigurationKind.IMAGE, BUDGET);

        assertThat(networks).containsOnlyKeys("default");
        assertThat(((NetworkSpec) networks.get("default")).bridge()).isEqualTo("vmbr0");
        assertThat(storages).containsOnlyKeys("default", "shared");
        assertThat(((StorageClassSpec) storages.get("default")).storages()).isEqualTo(Map.of("*", "local-lvm"));
        assertThat(((StorageClassSpec) storages.get("shared")).shared()).isTrue();
        var image = (ImageSpec) images.get("debian-12");
        assertThat(image.sources())
                .containsExactlyInAnyOrder(
                        new ImageSource("lab1", 9000, "local-lvm"), new ImageSource("lab2", 9001, "local-lvm"));
        assertThat(image.cloudInit()).isTrue();
        assertThat(image.agent()).isTrue();
        assertThat(image.osFamily()).isEqualTo("linux");
        assertThat(image.minDiskGiB()).isEqualTo(3);
    }

    @Test
    void readsWhatPlacementLooksAt() {
        lab.control().arm("{\"name\":\"node-offline\",\"target\":\"lab3\"}");

        var capacity = inspector.capacity(lab.site(), BUDGET);

        assertThat(capacity.takenVmIds()).contains(101, 110, 9000);
        assertThat(capacity.nodes())
                .filteredOn(NodeCapacity::online)
                .extracting(NodeCapacity::name)
                .containsExactlyInAnyOrder("lab1", "lab2");
        assertThat(capacity.nodes()).filteredOn(NodeCapacity::online).allSatisfy(node -> {
            assertThat(node.freeMemoryMiB()).isPositive();
            assertThat(node.storages()).contains("local-lvm", "shared").doesNotContain("local");
            assertThat(node.bridges()).contains("vmbr0");
        });
    }

    @Test
    void listsEverythingThatStandsOnTheCluster() {
        var seen = inspector.observe(lab.site(), Set.of(2500), BUDGET);

        assertThat(seen.guests()).extracting(ObservedGuest::vmId).contains(101, 102, 103, 110, 9000, 9001);
        assertThat(seen.guests())
                .filteredOn(guest -> guest.vmId() == 101)
                .singleElement()
                .satisfies(guest -> {
                    assertThat(guest.status()).isEqualTo("running");
                    assertThat(guest.name()).isEqualTo("legacy-db");
                    assertThat(guest.memoryMiB()).isEqualTo(8192);
                    assertThat(guest.mark()).isNull();
                });
        assertThat(seen.guests())
                .filteredOn(guest -> guest.vmId() == 110)
                .singleElement()
                .extracting(ObservedGuest::type)
                .isEqualTo("lxc");
    }

    @Test
    void doesNotTakeForGoneWhatAStaleListLeavesOut() {
        inspector.observe(lab.site(), Set.of(), BUDGET);
        lab.control().arm("{\"name\":\"stale-resources\",\"target\":\"cluster\",\"delay\":\"PT1H\"}");
        inspector.observe(lab.site(), Set.of(), BUDGET);
        lab.root().node("lab1").createQemu(2600, Parameters.of("name", "new").with("memory", 512));

        assertThatExceptionOfType(HypervisorFailure.class)
                .isThrownBy(() -> inspector.observe(lab.site(), Set.of(2600), BUDGET))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(HypervisorFailure.Kind.TRANSIENT));
    }

    private static SiteOffer offer(String bridge, String storage, int template) {
        var image = new ImageSpec(
                List.of(new ImageSource("lab1", template, storage)), "linux", true, true, "moru", "ssh", "ssh", 3, "");
        return new SiteOffer(
                Map.of("debian-12", image),
                Map.of("default", new NetworkSpec(bridge, null, null, null, null, null, "")),
                Map.of("default", new StorageClassSpec(Map.of("*", storage), false, true, "")));
    }
}
