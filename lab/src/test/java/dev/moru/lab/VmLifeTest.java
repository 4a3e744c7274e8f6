package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class VmLifeTest {

    private static final String VM = "/nodes/lab1/qemu/200";

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(60)));
        root = LabClient.root(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void cloned() {
        assertThat(root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "name", "web")))
                .isEqualTo("OK");
    }

    private void started() {
        cloned();
        assertThat(root.task(root.post(VM + "/status/start"))).isEqualTo("OK");
    }

    @Test
    void goesThroughItsWholeLife() {
        cloned();
        root.put(VM + "/config", "cores", "2", "memory", "2048", "ipconfig0", "ip=10.10.0.5/24,gw=10.10.0.1")
                .ok();
        assertThat(root.task(root.put(VM + "/resize", "disk", "scsi0", "size", "20G")))
                .isEqualTo("OK");
        assertThat(root.task(root.post(VM + "/status/start"))).isEqualTo("OK");
        assertThat(root.get(VM + "/status/current").data().path("status").asString())
                .isEqualTo("running");
        assertThat(root.delete(VM).reason()).isEqualTo("VM 200 is running - destroy failed");
        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo("OK");
        assertThat(root.task(root.delete(VM + "?purge=1"))).isEqualTo("OK");

        assertThat(root.get(VM + "/status/current").reason()).endsWith("does not exist");
        assertThat(root.effects())
                .startsWith("vm.created 200")
                .endsWith(
                        "vm.started 200",
                        "vm.stopped 200",
                        "disk.destroyed 200",
                        "disk.destroyed 200",
                        "vm.destroyed 200");
    }

    @Test
    void answersTheAgentSomeTimeAfterTheStartWithTheAddressOfCloudInit() {
        cloned();
        assertThat(root.post(VM + "/agent/ping").reason()).isEqualTo("VM 200 is not running");
        root.put(VM + "/config", "ipconfig0", "ip=10.10.0.5/24,gw=10.10.0.1").ok();
        root.task(root.post(VM + "/status/start"));
        assertThat(root.post(VM + "/agent/ping").reason()).isEqualTo("QEMU guest agent is not running");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> root.post(VM + "/agent/ping").status() == 200);

        assertThat(root.get(VM + "/agent/network-get-interfaces").data().toString())
                .contains("\"name\":\"lo\"")
                .contains("\"ip-address\":\"10.10.0.5\"");
    }

    @Test
    void neverHearsAnAgentThatIsNotConfigured() {
        assertThat(root.post("/nodes/lab1/qemu/101/agent/ping").reason()).isEqualTo("No QEMU guest agent configured");
    }

    @Test
    void leavesWhatCannotBePluggedPendingUntilItIsStartedAgain() {
        started();
        root.put(VM + "/config", "memory", "4096", "name", "renamed").ok();

        assertThat(root.get(VM + "/config?current=1").data().path("memory").asString())
                .isEqualTo("1024");
        assertThat(root.get(VM + "/config").data().path("memory").asString()).isEqualTo("4096");
        assertThat(root.get(VM + "/pending").data().toString()).contains("\"pending\":\"4096\"");
        assertThat(root.get(VM + "/config?current=1").data().path("name").asString())
                .isEqualTo("renamed");

        assertThat(root.task(root.post(VM + "/status/reboot"))).isEqualTo("OK");
        assertThat(root.get(VM + "/config?current=1").data().path("memory").asString())
                .isEqualTo("4096");
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseHasChanged() {
        cloned();
        var digest = root.get(VM + "/config").data().path("digest").asString();
        root.put(VM + "/config", "cores", "2", "digest", digest).ok();

        assertThat(root.put(VM + "/config", "cores", "3", "digest", digest).reason())
                .isEqualTo("checksum mismatch (file change by other user?)");
    }

    @Test
    void neverShrinksADiskAndSaysSoInTheTask() {
        cloned();

        assertThat(root.task(root.put(VM + "/resize", "disk", "scsi0", "size", "1G")))
                .isEqualTo("shrinking disks is not supported");
        assertThat(root.task(root.put(VM + "/resize", "disk", "scsi0", "size", "3G")))
                .isEqualTo("OK");
        assertThat(root.task(root.put(VM + "/resize", "disk", "scsi0", "size", "+2G")))
                .isEqualTo("OK");
        assertThat(root.get(VM + "/config").data().path("scsi0").asString()).endsWith("size=5G");
        assertThat(root.task(root.put(VM + "/resize", "disk", "scsi7", "size", "5G")))
                .isEqualTo("disk 'scsi7' does not exist");
    }

    @Test
    void failsTheTaskOfAStartWhenItRunsAlready() {
        started();

        assertThat(root.task(root.post(VM + "/status/start"))).isEqualTo("VM 200 already running");
        assertThat(root.post("/nodes/lab1/qemu/9000/status/start").reason())
                .isEqualTo("you can't start a vm if it's a template");
    }

    @Test
    void isNotRemovedWhileItIsProtected() {
        cloned();
        root.put(VM + "/config", "protection", "1").ok();

        assertThat(root.delete(VM).reason()).isEqualTo("can't remove VM 200 - protection mode enabled");
    }

    @Test
    void keepsADetachedDiskAsUnusedUntilThatIsRemovedToo() {
        cloned();
        root.put(VM + "/config", "scsi1", "local-lvm:8").ok();
        assertThat(root.get(VM + "/config").data().path("scsi1").asString())
                .isEqualTo("local-lvm:vm-200-disk-1,size=8G");

        root.put(VM + "/config", "delete", "scsi1").ok();
        assertThat(root.get(VM + "/config").data().path("unused0").asString()).isEqualTo("local-lvm:vm-200-disk-1");

        root.put(VM + "/config", "delete", "unused0").ok();
        assertThat(root.get("/nodes/lab1/storage/local-lvm/content?vmid=200")
                        .data()
                        .toString())
                .doesNotContain("vm-200-disk-1");
    }

    @Test
    void comesBackFromASnapshot() {
        cloned();
        root.put(VM + "/config", "cores", "2").ok();
        assertThat(root.task(root.post(VM + "/snapshot", "snapname", "before"))).isEqualTo("OK");
        root.put(VM + "/config", "cores", "8").ok();

        assertThat(root.task(root.post(VM + "/snapshot/before/rollback"))).isEqualTo("OK");

        assertThat(root.get(VM + "/config").data().path("cores").asInt()).isEqualTo(2);
        assertThat(root.post(VM + "/snapshot", "snapname", "before").reason())
                .isEqualTo("snapshot name 'before' already used");
        assertThat(root.task(root.delete(VM + "/snapshot/before"))).isEqualTo("OK");
        assertThat(root.get(VM + "/snapshot")
                        .data()
                        .valueStream()
                        .map(one -> one.path("name").asString())
                        .toList())
                .containsExactly("current");
        assertThat(root.effects()).contains("snapshot.created 200");
    }

    @Test
    void isMadeFromNothingWithWhatProxmoxAdds() {
        var created = root.post(
                "/nodes/lab3/qemu",
                "vmid",
                "300",
                "name",
                "made",
                "scsi0",
                "file=shared:4,discard=on",
                "ide2",
                "shared:cloudinit",
                "net0",
                "model=virtio,bridge=vmbr0,firewall=false",
                "tags",
                "Web, app;web",
                "start",
                "1");

        assertThat(root.task(created)).isEqualTo("OK");

        var config = root.get("/nodes/lab3/qemu/300/config").data();
        assertThat(config.path("scsi0").asString()).isEqualTo("shared:300/vm-300-disk-0.qcow2,discard=on,size=4G");
        assertThat(config.path("ide2").asString()).isEqualTo("shared:300/vm-300-cloudinit.qcow2,media=cdrom,size=4M");
        assertThat(config.path("net0").asString()).matches("virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0,firewall=.*");
        assertThat(config.path("tags").asString()).isEqualTo("app;web");
        assertThat(config.path("boot").asString()).isEqualTo("order=scsi0;ide2;net0");
        assertThat(root.effects()).contains("vm.created 300", "vm.started 300");
    }

    @Test
    void movesADiskAndBecomesATemplate() {
        cloned();
        assertThat(root.task(root.post(VM + "/move_disk", "disk", "scsi0", "storage", "shared", "delete", "1")))
                .isEqualTo("OK");
        assertThat(root.get(VM + "/config").data().path("scsi0").asString())
                .startsWith("shared:200/vm-200-disk-0.qcow2");
        assertThat(root.task(root.post(VM + "/template"))).isEqualTo("OK");
        assertThat(root.get(VM + "/config").data().path("template").asInt()).isEqualTo(1);
        assertThat(root.get(VM + "/config").data().path("scsi0").asString())
                .startsWith("shared:200/base-200-disk-0.qcow2");
    }

    @Test
    void listsAGuestAtOnceButKnowsItsStateOnlyFromTheNextBroadcast() {
        root.get("/cluster/resources?type=vm").ok();
        cloned();

        var first = resource(200);
        assertThat(first.path("node").asString()).isEqualTo("lab1");

        await().atMost(Duration.ofSeconds(3))
                .until(() -> resource(200).path("name").asString("").equals("web"));
    }

    private JsonNode resource(int vmid) {
        return root.get("/cluster/resources?type=vm")
                .data()
                .valueStream()
                .filter(row -> row.path("vmid").asInt() == vmid)
                .findFirst()
                .orElseThrow();
    }
}
