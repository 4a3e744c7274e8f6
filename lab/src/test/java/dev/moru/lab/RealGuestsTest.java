package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.lab.guest.GuestKind;
import dev.moru.lab.guest.RealGuests;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real guests a VM of the lab is a Linux host: reached by SSH, heard through its agent, and gone when destroyed. */
class RealGuestsTest {

    private static final String VM = "/nodes/lab1/qemu/200";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two runs on one computer must not meet. */
    private static final String NETWORK = "10.66." + ProcessHandle.current().pid() % 250;

    private static final String ADDRESS = NETWORK + ".5";

    @TempDir
    Path home;

    private Lab lab;
    private LabClient root;

    @BeforeAll
    static void needsRealGuests() {
        RealGuests.require();
    }

    @BeforeEach
    void start() throws Exception {
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                home.resolve("key").toString());
        lab = startLab();
    }

    private Lab startLab() {
        var started = Lab.start(LabOptions.in(home.resolve("lab"))
                .withCloneDuration(Duration.ofMillis(50))
                .withGuests(GuestKind.NSPAWN));
        root = LabClient.root(started);
        return started;
    }

    @AfterEach
    void leavesNothing() throws IOException {
        lab.close();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(remains()).isEmpty());
    }

    /** Control groups, bridges and cards of this lab. */
    private List<String> remains() throws IOException {
        var prefix = prefix();
        try (var groups = Files.walk(Path.of("/sys/fs/cgroup"), 2);
                var cards = Files.list(Path.of("/sys/class/net"))) {
            return Stream.concat(
                            groups.map(path -> path.getFileName().toString())
                                    .filter(name -> name.startsWith("moru-" + prefix)),
                            cards.map(path -> path.getFileName().toString()).filter(name -> name.startsWith(prefix)))
                    .toList();
        }
    }

    private String prefix() throws IOException {
        try (var folders = Files.list(home.resolve("lab/guests"))) {
            var name = folders.map(folder -> folder.resolve("name"))
                    .filter(Files::exists)
                    .findFirst();
            return name.isEmpty() ? "none" : Files.readString(name.get()).split("-")[0];
        }
    }

    @Test
    void isAHostThatLivesThroughItsWholeLife() throws Exception {
        started();

        assertThat(
                        inside(
                                "cat /etc/hostname; whoami; sudo whoami; nproc >/dev/null && systemctl is-system-running --wait"))
                .isEqualTo("web\nmoru\nroot\nrunning\n");
        assertThat(agent("/agent/network-get-interfaces")).contains("\"name\":\"eth0\"", ADDRESS, mac());
        assertThat(agent("/agent/get-osinfo")).contains("Debian GNU/Linux 12");
        assertThat(agent("/agent/get-host-name")).contains("web");

        inside("echo kept | sudo tee /root/file");
        assertThat(root.task(root.post(VM + "/status/reboot"))).isEqualTo("OK");
        awaitSsh();
        assertThat(inside("sudo cat /root/file")).isEqualTo("kept\n");

        assertThat(root.task(root.post(VM + "/status/shutdown"))).isEqualTo("OK");
        assertThat(answers()).isFalse();
        assertThat(root.task(root.post(VM + "/status/start"))).isEqualTo("OK");
        awaitSsh();
        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo("OK");
        assertThat(answers()).isFalse();
        assertThat(remains()).isEmpty();

        assertThat(root.task(root.delete(VM))).isEqualTo("OK");
        await().atMost(PATIENCE).until(() -> !Files.exists(home.resolve("lab/guests/200")));
    }

    @Test
    void isStoppedForTheLabWhenItPowersItselfOffAndRunsOnWhenItReboots() throws Exception {
        started();
        run(ssh("sudo systemctl reboot").toArray(String[]::new));
        await().atMost(PATIENCE)
                .until(() -> !answers() || inside("cut -d. -f1 /proc/uptime").length() > 0);
        awaitSsh();
        assertThat(status()).isEqualTo("running");

        run(ssh("sudo systemctl poweroff").toArray(String[]::new));

        await().atMost(PATIENCE).until(() -> status().equals("stopped"));
        assertThat(root.effects()).endsWith("vm.stopped 200");
    }

    @Test
    void comesBackFromASnapshotAndIsCopiedByAClone() throws Exception {
        started();
        inside("echo before | sudo tee /root/file; sync");
        assertThat(root.task(root.post(VM + "/snapshot", "snapname", "before"))).isEqualTo("OK");
        inside("echo after | sudo tee /root/file");

        assertThat(root.task(root.post(VM + "/snapshot/before/rollback", "start", "1")))
                .isEqualTo("OK");
        awaitSsh();
        assertThat(inside("sudo cat /root/file")).isEqualTo("before\n");

        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo("OK");
        assertThat(root.task(root.post(VM + "/clone", "newid", "201", "name", "copy")))
                .isEqualTo("OK");
        assertThat(root.task(root.post("/nodes/lab1/qemu/201/status/start"))).isEqualTo("OK");
        awaitSsh();
        assertThat(inside("sudo cat /root/file; hostname")).isEqualTo("before\ncopy\n");
    }

    @Test
    void isRestoredWithWhatWasOnItsDisk() throws Exception {
        started();
        inside("echo precious | sudo tee /root/file; sync");
        assertThat(root.task(root.post("/nodes/lab1/vzdump", "vmid", "200", "storage", "local")))
                .isEqualTo("OK");
        inside("sudo rm /root/file");
        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo("OK");
        var archive = root.get("/nodes/lab1/storage/local/content?content=backup")
                .data()
                .path(0)
                .path("volid")
                .asString();

        assertThat(root.task(
                        root.post("/nodes/lab1/qemu", "vmid", "200", "archive", archive, "force", "1", "start", "1")))
                .isEqualTo("OK");

        awaitSsh();
        assertThat(inside("sudo cat /root/file")).isEqualTo("precious\n");
    }

    @Test
    void runsCommandsForTheAgent() throws Exception {
        started();
        var pid = root.post(VM + "/agent/exec", "command", "cat\0/etc/hostname", "input-data", "")
                .ok()
                .data()
                .path("pid")
                .asString();

        await().atMost(PATIENCE)
                .until(() -> root.get(VM + "/agent/exec-status?pid=" + pid)
                                .data()
                                .path("exited")
                                .asInt()
                        == 1);
        var status = root.get(VM + "/agent/exec-status?pid=" + pid).data();
        assertThat(status.path("exitcode").asInt()).isZero();
        assertThat(status.path("out-data").asString()).isEqualTo("web\n");
        assertThat(root.get(VM + "/agent/file-read?file=/etc/hostname")
                        .data()
                        .path("content")
                        .asString())
                .isEqualTo("web\n");
    }

    @Test
    void runsOnWhenTheLabIsKilledAndIsFoundByTheNextOne() throws Exception {
        lab.close();
        var killed = LabProcess.start(home, Map.of("MORU_LAB_GUESTS", "nspawn", "MORU_LAB_LATENCY", "PT0.05S"));
        root = killed.root();
        started();
        killed.kill();
        assertThat(inside("hostname")).isEqualTo("web\n");

        lab = startLab();

        assertThat(status()).isEqualTo("running");
        assertThat(agent("/agent/get-host-name")).contains("web");
        lab.close();
        assertThat(answers()).isFalse();
        lab = startLab();
        awaitSsh();
        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo("OK");
    }

    @Test
    void removesAtTheNextStartWhatOutlivedItsVm() throws Exception {
        started();
        lab.close();
        var left = Files.createDirectories(home.resolve("lab/guests/999/disk"));
        Files.createDirectories(home.resolve("lab/guests/images"));
        var image = Files.writeString(home.resolve("lab/guests/images/forgotten.tar"), "");

        lab = startLab();

        assertThat(left).doesNotExist();
        assertThat(image).doesNotExist();
        awaitSsh();
    }

    private void started() throws Exception {
        var key = Files.readString(home.resolve("key.pub")).strip();
        assertThat(root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "name", "web")))
                .isEqualTo("OK");
        root.put(
                        VM + "/config",
                        "ciuser",
                        "moru",
                        "sshkeys",
                        URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"),
                        "ipconfig0",
                        "ip=" + ADDRESS + "/24,gw=" + NETWORK + ".1",
                        "nameserver",
                        NETWORK + ".1")
                .ok();
        assertThat(root.task(root.post(VM + "/status/start"))).isEqualTo("OK");
        awaitSsh();
    }

    private String mac() {
        return root.get(VM + "/config")
                .data()
                .path("net0")
                .asString()
                .replaceFirst("virtio=([^,]+),.*", "$1")
                .toLowerCase(Locale.ROOT);
    }

    private String status() {
        return root.get(VM + "/status/current").data().path("status").asString();
    }

    private String agent(String path) {
        return root.get(VM + path).ok().data().toString();
    }

    private void awaitSsh() {
        await().atMost(PATIENCE).until(this::answers);
    }

    private boolean answers() throws Exception {
        return start(ssh("true")).waitFor() == 0;
    }

    private String inside(String command) throws Exception {
        var process = start(ssh(command));
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Host keys differ from clone to clone. */
    private List<String> ssh(String command) {
        return List.of(
                "ssh",
                "-i",
                home.resolve("key").toString(),
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=1",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "moru@" + ADDRESS,
                command);
    }

    private static void run(String... command) throws Exception {
        start(List.of(command)).waitFor(20, TimeUnit.SECONDS);
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
