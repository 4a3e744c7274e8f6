package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneTest {

    private static final String MARK = "web server\nmoru: installation=i-1 server=s-1 vm=200 operation=op-1";

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(300)));
        root = LabClient.root(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private LabClient.Answer cloneTo(int vmid, String... more) {
        var form = new ArrayList<>(List.of("newid", String.valueOf(vmid)));
        form.addAll(List.of(more));
        return root.post("/nodes/lab1/qemu/9000/clone", form.toArray(String[]::new));
    }

    @Test
    void showsAPlaceholderWithoutNameAndMarkWhileItRuns() {
        var clone = cloneTo(200, "name", "web", "description", MARK, "full", "1");

        var placeholder = root.get("/nodes/lab1/qemu/200/config").ok().data();
        assertThat(placeholder.path("lock").asString()).isEqualTo("clone");
        assertThat(placeholder.has("name")).isFalse();
        assertThat(placeholder.has("description")).isFalse();
        assertThat(clone.data().asString()).contains(":qmclone:9000:");
        assertThat(root.put("/nodes/lab1/qemu/200/config", "cores", "2").reason())
                .isEqualTo("VM is locked (clone)");
    }

    @Test
    void makesAVmOfItsOwn() {
        assertThat(root.task(cloneTo(200, "name", "web", "description", MARK, "full", "1")))
                .isEqualTo("OK");

        var template = root.get("/nodes/lab1/qemu/9000/config").ok().data();
        var clone = root.get("/nodes/lab1/qemu/200/config").ok().data();
        assertThat(clone.path("name").asString()).isEqualTo("web");
        assertThat(clone.path("description").asString()).isEqualTo(MARK);
        assertThat(clone.has("template")).isFalse();
        assertThat(clone.has("lock")).isFalse();
        assertThat(clone.path("scsi0").asString()).isEqualTo("local-lvm:vm-200-disk-0,size=3G");
        assertThat(clone.path("ide2").asString()).isEqualTo("local-lvm:vm-200-cloudinit,media=cdrom,size=4M");
        assertThat(clone.path("net0").asString())
                .matches("virtio=BC:24:11(:[0-9A-F]{2}){3},bridge=vmbr0")
                .isNotEqualTo(template.path("net0").asString());
        assertThat(clone.path("vmgenid")).isNotEqualTo(template.path("vmgenid"));
    }

    @Test
    void writesTheOperationOfTheMarkIntoTheLedger() {
        root.task(cloneTo(200, "description", MARK));

        assertThat(root.effects()).containsExactly("vm.created 200", "disk.created 200", "disk.created 200");
        assertThat(root.ledger())
                .allSatisfy(
                        entry -> assertThat(entry.path("operation").asString()).isEqualTo("op-1"));
        assertThat(root.ledger().get(0).path("path").asString()).isEqualTo("/nodes/lab1/qemu/9000/clone");
        assertThat(root.ledger().get(0).path("vmid").asInt()).isEqualTo(200);
        assertThat(root.raw("GET", "/lab/state")
                        .json()
                        .path("vms")
                        .valueStream()
                        .filter(vm -> vm.path("vmid").asInt() == 200)
                        .map(vm -> vm.path("mark").path("server").asString())
                        .toList())
                .containsExactly("s-1");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        assertThat(cloneTo(101).reason()).isEqualTo("unable to create VM 101: config file already exists");
        cloneTo(200).ok();
        assertThat(cloneTo(200).reason()).isEqualTo("unable to create VM 200: config file already exists");
    }

    @Test
    void givesTheSameNextIdUntilItIsTaken() {
        assertThat(root.get("/cluster/nextid").data().asString()).isEqualTo("100");
        assertThat(root.get("/cluster/nextid").data().asString()).isEqualTo("100");
        cloneTo(100).ok();
        assertThat(root.get("/cluster/nextid").data().asString()).isEqualTo("104");
    }

    @Test
    void staysOnItsNodeWhenItsStorageIsLocal() {
        assertThat(cloneTo(200, "target", "lab2").reason())
                .isEqualTo("can't clone VM to node 'lab2' (VM uses local storage)");
    }

    @Test
    void leavesNothingWhenItsTaskFails() {
        root.raw("PUT", "/lab/faults", "[{\"name\": \"task-fail\", \"path\": \"/clone$\", \"text\": \"copy failed\"}]");

        assertThat(root.task(cloneTo(200, "full", "1"))).isEqualTo("copy failed");

        assertThat(root.get("/nodes/lab1/qemu/200/config").status()).isEqualTo(500);
        assertThat(root.effects()).isEmpty();
        assertThat(root.raw("GET", "/lab/state").json().path("disks").toString())
                .doesNotContain("vm-200-");
    }

    @Test
    void linksToTheBaseWhichThenCannotBeRemoved() {
        root.task(cloneTo(200));

        assertThat(root.get("/nodes/lab1/qemu/200/config").data().path("scsi0").asString())
                .isEqualTo("local-lvm:base-9000-disk-0/vm-200-disk-0,size=3G");
        assertThat(root.delete("/nodes/lab1/qemu/9000").reason())
                .isEqualTo("base volume 'local-lvm:base-9000-disk-0' is still in use by linked clones");
    }
}
