package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.moru.lab.estate.DefaultEstate;
import dev.moru.lab.estate.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after an end, orderly or not. */
class RestartTest {

    private static final String MARK = "moru: installation=i server=s vm=200 operation=op-1";

    @TempDir
    Path home;

    private Lab lab(Duration cloneDuration) {
        return Lab.start(LabOptions.in(home.resolve("lab")).withCloneDuration(cloneDuration));
    }

    @Test
    void keepsEverythingOverAnOrderlyRestart() {
        try (var first = lab(Duration.ofMillis(20))) {
            var root = LabClient.root(first);
            root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "description", MARK));
            root.task(root.post("/nodes/lab1/qemu/200/status/start"));
            root.post("/access/users", "userid", "eve@pve", "password", "secret-1")
                    .ok();
            root.post("/pools", "poolid", "shop").ok();
        }

        try (var second = lab(Duration.ofMillis(20))) {
            var root = LabClient.root(second);
            assertThat(root.get("/nodes/lab1/qemu/200/status/current")
                            .data()
                            .path("status")
                            .asString())
                    .isEqualTo("running");
            assertThat(root.effects()).contains("vm.created 200", "vm.started 200");
            assertThat(root.get("/pools?poolid=shop").status()).isEqualTo(200);
            LabClient.of(second).login("eve@pve", "secret-1");
            var before = root.ledger().size();
            root.put("/nodes/lab1/qemu/200/config", "cores", "2").ok();
            assertThat(root.ledger().get(before).path("n").asInt()).isEqualTo(before + 1);
        }
    }

    @Test
    void acceptsATicketOfBeforeTheRestart() {
        LabClient root;
        int port;
        try (var first = lab(Duration.ZERO)) {
            root = LabClient.root(first);
            port = first.uri().getPort();
        }
        try (var second = Lab.start(LabOptions.in(home.resolve("lab")).withPort(port))) {
            assertThat(second.uri().getPort()).isEqualTo(port);
            assertThat(root.get("/version").status()).isEqualTo(200);
        }
    }

    @Test
    void forgetsAVmThatWasBeingClonedWhenItWasKilled() throws Exception {
        var killed = LabProcess.start(home, "PT60S");
        var root = killed.root();
        var upid = root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "description", MARK)
                .ok()
                .data()
                .asString();
        assertThat(root.get("/nodes/lab1/qemu/200/config").data().path("lock").asString())
                .isEqualTo("clone");
        killed.kill();

        try (var restarted = lab(Duration.ofMillis(20))) {
            root = LabClient.root(restarted);
            assertThat(root.get("/nodes/lab1/tasks/" + upid + "/status")
                            .data()
                            .path("exitstatus")
                            .asString())
                    .isEqualTo("interrupted by signal");
            assertThat(root.get("/nodes/lab1/qemu/200/config").status()).isEqualTo(500);
            assertThat(root.effects()).isEmpty();
            assertThat(root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200")))
                    .isEqualTo("OK");
        }
    }

    @Test
    void hasInTheLedgerExactlyWhatExistsAfterManyKills() throws Exception {
        for (var round = 0; round < 3; round++) {
            var killed = LabProcess.start(home, "PT0.2S");
            var root = killed.root();
            var first = 200 + 20 * round;
            IntStream.range(first, first + 20)
                    .forEach(vmid -> root.post(
                            "/nodes/lab1/qemu/9000/clone",
                            "newid",
                            String.valueOf(vmid),
                            "description",
                            "moru: installation=i server=s vm=" + vmid + " operation=op-" + vmid));
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            root.effects().stream().anyMatch(effect -> effect.equals("vm.created " + (first + 5))));
            killed.kill();
        }

        try (var restarted = lab(Duration.ZERO)) {
            var root = LabClient.root(restarted);
            var existing = root.raw("GET", "/lab/state")
                    .json()
                    .path("vms")
                    .valueStream()
                    .filter(vm -> vm.has("mark"))
                    .map(vm -> "vm.created " + vm.path("vmid").asInt())
                    .toList();
            var created = root.effects().stream()
                    .filter(effect -> effect.startsWith("vm.created"))
                    .toList();
            assertThat(existing).hasSizeGreaterThanOrEqualTo(18);
            assertThat(created).containsExactlyInAnyOrderElementsOf(existing);
            assertThat(root.ledger())
                    .extracting(entry -> entry.path("n").asInt())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, root.ledger().size())
                                    .boxed()
                                    .toList());
        }
    }

    @Test
    void cutsOffWhatWasHalfWrittenAndRepairsTheLedgerFromTheJournal() throws IOException {
        try (var first = lab(Duration.ZERO)) {
            var root = LabClient.root(first);
            root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200"));
        }
        var ledger = home.resolve("lab/ledger.jsonl");
        var lines = Files.readAllLines(ledger);
        Files.writeString(ledger, String.join("\n", lines.subList(0, 2)) + "\n{\"n\":3,\"at\":");
        Files.writeString(home.resolve("lab/state.journal"), "{\"ledger\":[{\"n\":", StandardOpenOption.APPEND);

        try (var second = lab(Duration.ZERO)) {
            var root = LabClient.root(second);
            assertThat(root.get("/nodes/lab1/qemu/200/config").status()).isEqualTo(200);
            assertThat(Files.readAllLines(ledger)).isEqualTo(lines);
        }
    }

    @Test
    void doesNotShareItsDirectory() {
        try (var first = lab(Duration.ZERO)) {
            assertThatThrownBy(() -> lab(Duration.ZERO)).hasMessageContaining("it is in use by another lab");
            assertThat(LabClient.root(first).get("/version").status()).isEqualTo(200);
        }
        lab(Duration.ZERO).close();
    }

    @Test
    void refusesAnEstateWithoutTheNodesOfItsGuests() {
        lab(Duration.ZERO).close();
        var one = new Estate(
                "9.1",
                List.of(new Estate.Node("pve", 4, 4096)),
                DefaultEstate.estate().storages(),
                List.of("vmbr0"),
                List.of(),
                List.of());

        assertThatThrownBy(() -> Lab.start(LabOptions.in(home.resolve("lab")).withEstate(one)))
                .hasMessageContaining("has guest 101 on node 'lab1', which the estate does not have");
    }

    @Test
    void saysWhenItsPortIsTaken() {
        try (var first = lab(Duration.ZERO)) {
            var options =
                    LabOptions.in(home.resolve("other")).withPort(first.uri().getPort());

            assertThatThrownBy(() -> Lab.start(options))
                    .hasMessageContaining(
                            "the lab can't listen on /127.0.0.1:" + first.uri().getPort());
        }
    }
}
