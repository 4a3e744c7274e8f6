package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom. */
class LocksTest {

    private static final String VM = "/nodes/lab1/qemu/101";

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(200)));
        root = LabClient.root(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void slow(String path, int factor) {
        root.raw(
                "PUT",
                "/lab/faults",
                "[{\"name\": \"task-slow\", \"path\": \"" + path + "\", \"factor\": " + factor + "}]");
    }

    @Test
    void waitsForTheFileLockOfATask() {
        slow("/status/stop$", 20);
        var stop = root.post(VM + "/status/stop");

        root.put(VM + "/config", "cores", "2").ok();

        assertThat(root.task(stop)).isEqualTo("OK");
        assertThat(root.get(VM + "/config?current=1").data().path("cores").asInt())
                .isEqualTo(2);
        assertThat(root.ledger().get(root.ledger().size() - 2).path("effect").asString())
                .isEqualTo("vm.stopped");
    }

    @Test
    void givesUpOnACloneWhenItsTemplateStaysLocked() {
        slow("/clone$", 1000);
        root.post("/nodes/lab1/qemu/9000/clone", "newid", "200").ok();

        var second = root.post("/nodes/lab1/qemu/9000/clone", "newid", "201");

        assertThat(second.status()).isEqualTo(500);
        assertThat(second.reason()).isEqualTo("can't lock file '/var/lock/qemu-server/lock-9000.conf' - got timeout");
        assertThat(root.get("/nodes/lab1/qemu/201/config").status()).isEqualTo(500);
    }

    @Test
    void stopsAVmWhoseShutdownTakesTooLongOnlyWhenToldTo() {
        slow("/status/shutdown$", 100_000);
        var shutdown = root.post(VM + "/status/shutdown");

        assertThat(root.task(root.post(VM + "/status/stop", "overrule-shutdown", "1")))
                .isEqualTo("OK");

        assertThat(root.task(shutdown)).isEqualTo("interrupted by signal");
        assertThat(root.get(VM + "/status/current").data().path("status").asString())
                .isEqualTo("stopped");
    }

    @Test
    void clonesManyAtOnceFromOneTemplate() {
        var clones = IntStream.range(200, 208)
                .mapToObj(vmid -> root.post("/nodes/lab1/qemu/9000/clone", "newid", String.valueOf(vmid), "full", "1"))
                .toList();

        assertThat(clones).allSatisfy(clone -> assertThat(root.task(clone)).isEqualTo("OK"));
        assertThat(root.effects())
                .filteredOn(effect -> effect.startsWith("vm.created"))
                .hasSize(8);
    }
}
