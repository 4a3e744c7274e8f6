package dev.moru.cli;

import static dev.moru.cli.FakeGateway.event;
import static dev.moru.cli.FakeGateway.events;
import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteCommandsTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void addsASiteWithItsCertificateAndTokenButNeverOnTheCommandLine() throws IOException {
        scene.gateway().on("POST /api/v1/sites", json(201, "{\"name\": \"home\", \"revision\": 1}"));
        var ca = Files.writeString(scene.home().resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");

        var code = scene.moru()
                .reading("uuid-secret\n")
                .run(
                        "site",
                        "add",
                        "home",
                        "--endpoint",
                        "https://pve1:8006",
                        "--endpoint",
                        "https://pve2:8006",
                        "--ca-file",
                        ca.toString(),
                        "--token-id",
                        "moru@pve!moru",
                        "--token-stdin",
                        "--vm-ids",
                        "2000-2999",
                        "-o",
                        "name");

        assertThat(code).isZero();
        assertThat(scene.moru().out()).isEqualTo("site/home\n");
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"name\":\"home\","
                        + "\"endpoints\":[{\"url\":\"https://pve1:8006\"},{\"url\":\"https://pve2:8006\"}],"
                        + "\"caCertificate\":\"-----BEGIN CERTIFICATE-----\",\"tokenId\":\"moru@pve!moru\","
                        + "\"tokenSecret\":\"uuid-secret\",\"vmIdRange\":{\"from\":2000,\"to\":2999}}");
    }

    @Test
    void pinsOneFingerprintForEachEndpoint() {
        scene.gateway().on("POST /api/v1/sites", json(201, "{\"name\": \"home\"}"));

        assertThat(scene.moru().run("site", "add", "home", "--endpoint", "https://a:8006", "--fingerprint", "AA:BB"))
                .isZero();
        assertThat(scene.gateway().only("POST").body())
                .contains("{\"url\":\"https://a:8006\",\"fingerprint\":\"AA:BB\"}");
        assertThat(scene.moru().run("site", "add", "home", "--fingerprint", "AA:BB"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"site check home", "site check home --wait"})
    void failsWhenAPointOfTheCheckDoes(String command) {
        var points = """
                "result": {"points": [
                  {"point": "privilege VM.Clone", "status": "ok", "detail": "given on /", "hint": null},
                  {"point": "clock skew", "status": "failed", "detail": "92 s", "hint": "run chrony on pve1"}]}""";
        scene.gateway()
                .on("POST /api/v1/sites/home:check", json(202, Samples.operation("ACCEPTED")))
                .on(
                        "GET /api/v1/operations/0192-op/events",
                        events(event("end", Samples.operation("SUCCEEDED", "\"result\": null", points))));

        assertThat(scene.moru().run(command.split(" "))).isEqualTo(1);
        assertThat(scene.moru().out()).isEqualTo("""
                STATUS  POINT               DETAIL      HINT
                ok      privilege VM.Clone  given on /  -
                failed  clock skew          92 s        run chrony on pve1
                """);
    }

    @Test
    void listsWhatIsOnTheCluster() {
        scene.gateway().on("GET /api/v1/sites/home/guests", json(200, Samples.list("""
                {"vmId": 101, "type": "qemu", "name": "legacy-db", "node": "pve1", "status": "running",
                 "relation": "unmanaged", "server": null}""")));

        assertThat(scene.moru().run("site", "guests", "home")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                VMID  NAME       TYPE  NODE  STATUS   RELATION
                101   legacy-db  qemu  pve1  running  unmanaged
                """);
    }

    @ParameterizedTest
    @CsvSource({"8,VM.Monitor,VM.GuestAgent.Audit", "9,VM.GuestAgent.Audit,VM.Monitor"})
    void writesASetupScriptForEachVersion(int version, String needed, String absent) throws Exception {
        assertThat(scene.moru().run("site", "setup-script", "--pve", String.valueOf(version), "--pool", "moru"))
                .isZero();
        assertThat(scene.moru().out())
                .contains(
                        needed,
                        "--privsep 1",
                        "--users \"$user\"",
                        "--tokens \"$user!$token\"",
                        "pveum pool add 'moru'")
                .doesNotContain(absent);
        assertThat(scene.gateway().requests()).isEmpty();
        assertThat(syntaxCheck("sh", scene.moru().out())).isZero();
    }

    @Test
    void writesNoSetupScriptForOtherVersionsOrOddNames() {
        assertThat(scene.moru().run("site", "setup-script", "--pve", "7")).isEqualTo(2);
        assertThat(scene.moru().run("site", "setup-script", "--pve", "9", "--user", "x';reboot;'@pve"))
                .isEqualTo(2);
    }

    @Test
    void asksWhichSiteWhereThereAreSeveral() {
        scene.gateway()
                .on("GET /api/v1/sites", json(200, Samples.list("{\"name\": \"a\"}", "{\"name\": \"b\"}")))
                .on("GET /api/v1/sites/a/images", json(200, Samples.list()));

        assertThat(scene.moru().run("image", "list")).isEqualTo(2);
        assertThat(scene.moru().err()).contains("which --site?");
        assertThat(scene.moru().run("image", "list", "--site", "a")).isZero();
    }

    @Test
    void addsWhatServersAreMadeOf() {
        scene.gateway()
                .on("POST /api/v1/sites/a/images", json(201, "{\"name\": \"debian-12\"}"))
                .on("POST /api/v1/sites/a/networks", json(201, "{\"name\": \"default\"}"))
                .on("POST /api/v1/sites/a/storage-classes", json(201, "{\"name\": \"default\"}"))
                .on("POST /api/v1/presets", json(201, "{\"name\": \"tiny\"}"));

        assertThat(scene.moru()
                        .run(
                                "image",
                                "add",
                                "debian-12",
                                "--site",
                                "a",
                                "--source",
                                "pve1:9000:local-zfs",
                                "--cloud-init",
                                "--no-agent"))
                .isZero();
        assertThat(scene.moru()
                        .run(
                                "network",
                                "add",
                                "default",
                                "--site",
                                "a",
                                "--bridge",
                                "vmbr0",
                                "--cidr",
                                "10.0.0.0/24",
                                "--range",
                                "10.0.0.10-10.0.0.99",
                                "--gateway",
                                "10.0.0.1"))
                .isZero();
        assertThat(scene.moru().run("storage-class", "add", "default", "--site", "a", "--storage", "*=local-zfs"))
                .isZero();
        assertThat(scene.moru().run("preset", "add", "tiny", "--cores", "1", "--set", "memoryMiB=512"))
                .isZero();
        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly(
                        "{\"name\":\"debian-12\",\"sources\":[{\"node\":\"pve1\",\"vmId\":9000,\"storage\":\"local-zfs\"}],"
                                + "\"cloudInit\":true,\"agent\":false}",
                        "{\"name\":\"default\",\"bridge\":\"vmbr0\",\"ipv4\":{\"cidr\":\"10.0.0.0/24\","
                                + "\"ranges\":[{\"from\":\"10.0.0.10\",\"to\":\"10.0.0.99\"}],"
                                + "\"gateway\":\"10.0.0.1\",\"dns\":[]}}",
                        "{\"name\":\"default\",\"storages\":{\"*\":\"local-zfs\"}}",
                        "{\"name\":\"tiny\",\"cores\":1,\"memoryMiB\":512}");
    }

    @Test
    void listsResourcesWithWhatTheirOwnerSays() {
        scene.gateway().on("GET /api/v1/sites", json(200, Samples.list("""
                {"name": "home", "spec": {"driver": "proxmox", "endpoints": [{"url": "https://pve1:8006"}],
                 "simulated": false}, "revision": 2, "createdAt": "2026-02-28T12:00:00Z",
                 "status": {"observedRevision": 1, "conditions": [{"type": "Reachable", "status": "false",
                   "reason": "Refused", "message": "connection refused"}]}}""")));

        assertThat(scene.moru().run("site", "list")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                NAME  DRIVER   ENDPOINTS          SIMULATED  STATUS                                       AGE
                home  proxmox  https://pve1:8006  false      not Reachable: connection refused; applying  1d
                """);
    }

    @Test
    void changesAndDeletesResources() {
        scene.gateway()
                .on("PATCH /api/v1/sites/home", json(200, "{\"name\": \"home\"}"))
                .on("DELETE /api/v1/sites/home", json(200, ""));

        assertThat(scene.moru().run("site", "update", "home", "--description", "the rack", "-o", "name"))
                .isZero();
        assertThat(scene.gateway().only("PATCH").body()).isEqualTo("{\"description\":\"the rack\"}");
        assertThat(scene.moru().run("site", "delete", "home")).isEqualTo(2);
        assertThat(scene.moru().run("site", "delete", "home", "-y")).isZero();
    }

    static int syntaxCheck(String shell, String script) throws Exception {
        var check = new ProcessBuilder(shell, "-n").redirectErrorStream(true).start();
        try (var input = check.outputWriter()) {
            input.write(script);
        }
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }
}
