package dev.moru.cli;

import static dev.moru.cli.FakeGateway.event;
import static dev.moru.cli.FakeGateway.events;
import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandsTest {

    private static final String SERVERS = "/api/v1/projects/default/servers";

    @TempDir
    private Path home;

    private final FakeGateway gateway = new FakeGateway();
    private CommandLineRun moru;

    @BeforeEach
    void talkToTheGateway() {
        moru = new CommandLineRun(home).against(gateway);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void createsAServerAndShowsItWhenItIsReady() {
        gateway.on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")))
                .on(
                        "GET /api/v1/operations/0192-op/events",
                        events(
                                event("operation", Samples.operation("RUNNING")),
                                event("step", Samples.step("clone", "RUNNING", "lane template:9000, position 3", "")),
                                event("step", Samples.step("clone", "SUCCEEDED", "", "template 9000 on lab2")),
                                event("end", Samples.operation("SUCCEEDED"))))
                .on("GET " + SERVERS + "/0192-srv", json(200, Samples.server("web-01")));

        var code = moru.run("server", "create", "web-01", "--image", "debian-12", "--memory", "4G", "--wait");

        assertThat(code).isZero();
        assertThat(moru.out()).isEqualTo("""
                NAME    PHASE  POWER    ADDRESS     SITE  NODE  CORES  MEMORY  AGE
                web-01  READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                """);
        assertThat(moru.err())
                .contains("clone      RUNNING  waiting for lane template:9000, position 3")
                .contains("clone      SUCCEEDED  1.0s  template 9000 on lab2")
                .contains("✓ server.create web-01 succeeded in 8.0s");
        assertThat(gateway.only("POST").json().toString())
                .isEqualTo("{\"name\":\"web-01\",\"image\":\"debian-12\",\"memoryMiB\":4096}");
        assertThat(gateway.only("POST").header("Idempotency-Key")).hasSize(36);
        assertThat(gateway.only("POST").header("Authorization")).isEqualTo("Bearer secret-token");
    }

    @Test
    void listsServers() {
        gateway.on("GET " + SERVERS, json(200, Samples.list(Samples.server("web-01"), Samples.server("db"))));

        assertThat(moru.run("server", "list")).isZero();
        assertThat(moru.out()).isEqualTo("""
                NAME    PHASE  POWER    ADDRESS     SITE  NODE  CORES  MEMORY  AGE
                web-01  READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                db      READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                """);

        assertThat(moru.run("server", "list", "-o", "name")).isZero();
        assertThat(moru.out()).isEqualTo("server/web-01\nserver/db\n");
    }
}
