package dev.moru.cli;

import static dev.moru.cli.FakeGateway.cut;
import static dev.moru.cli.FakeGateway.event;
import static dev.moru.cli.FakeGateway.events;
import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationCommandsTest {

    private static final String OPERATION = "/api/v1/operations/0192-op";
    private static final String ERROR = """
            "error": {"type": "x", "title": "No storage", "detail": "local-zfs on lab2 is full", "step": "clone", \
            "retryable": true, "hint": "free some space, then: moru operation retry 0192-op"}""";

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void tellsWhyAnOperationFailed() {
        var failed =
                Samples.operation("FAILED", "\"error\": null", ERROR, "\"cleanup\": null", "\"cleanup\": \"PENDING\"");
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on("GET " + OPERATION + "/events", events(event("end", failed)));

        assertThat(scene.moru().run("operation", "watch", "0192-op")).isEqualTo(8);
        assertThat(scene.moru().err()).endsWith("""
                12:00:00Z ✗ server.create web-01 failed after 8.0s
                12:00:00Z   clone: local-zfs on lab2 is full
                12:00:00Z   free some space, then: moru operation retry 0192-op
                12:00:00Z   cleanup: PENDING
                """);
    }

    @Test
    void goesOnWhenTheStreamBreaks() {
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on(
                        "GET " + OPERATION + "/events",
                        events(event("step", Samples.step("clone", "RUNNING", "", ""))),
                        cut(),
                        problem(503, "{\"detail\": \"starting\"}"),
                        events(event("step", Samples.step("boot", "RUNNING", "", ""))),
                        events(event("end", Samples.operation("SUCCEEDED"))));

        assertThat(scene.moru().run("operation", "watch", "0192-op")).isZero();
        assertThat(scene.moru().err())
                .contains("clone      RUNNING")
                .contains("boot       RUNNING")
                .doesNotContain("error");
    }

    @Test
    void pollsWhereThereIsNoStream() {
        scene.gateway()
                .on(
                        "GET " + OPERATION,
                        json(200, Samples.operation("ACCEPTED")),
                        json(200, Samples.operation("RUNNING")),
                        json(200, Samples.operation("SUCCEEDED", "\"simulated\": false", "\"simulated\": true")))
                .on("GET " + OPERATION + "/events", problem(502, "{}"));

        assertThat(scene.moru().run("operation", "watch", "0192-op")).isZero();
        assertThat(scene.moru().err()).endsWith("✓ server.create web-01 succeeded in 8.0s  (simulated)\n");
        assertThat(scene.moru().rests()).isNotEmpty();
    }

    @Test
    void stopsWaitingInTimeAndSaysHowToGoOn() {
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on("GET " + OPERATION + "/events", cut());

        assertThat(scene.moru().run("operation", "watch", "0192-op", "--timeout", "5s"))
                .isEqualTo(6);
        assertThat(scene.moru().err()).endsWith("""
                error: server.create web-01 has not ended in time
                  it goes on: moru operation watch 0192-op
                """);
    }

    @Test
    void endsWhenTheOperationMayNotBeSeenAnyMore() {
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on("GET " + OPERATION + "/events", problem(403, "{\"detail\": \"not yours\"}"));

        assertThat(scene.moru().run("operation", "watch", "0192-op")).isEqualTo(4);
    }

    @Test
    void givesTheFinishedOperationToPrograms() {
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on("GET " + OPERATION + "/events", events(event("end", Samples.operation("SUCCEEDED"))));

        assertThat(scene.moru().run("operation", "watch", "0192-op", "-o", "json"))
                .isZero();
        assertThat(scene.moru().out()).contains("\"state\": \"SUCCEEDED\"");
    }

    @Test
    void redrawsTheTimelineInPlaceOnATerminal() {
        scene.gateway()
                .on("GET " + OPERATION, json(200, Samples.operation("RUNNING")))
                .on(
                        "GET " + OPERATION + "/events",
                        events(
                                event("step", Samples.step("clone", "RUNNING", "lane template:9000, position 3", "")),
                                event("end", Samples.operation("SUCCEEDED"))));

        assertThat(scene.moru().atTerminal().with("NO_COLOR", "1").run("operation", "watch", "0192-op"))
                .isZero();
        assertThat(scene.moru().err())
                .contains("\u001b[3A\u001b[2Kserver.create web-01 on lab\n")
                .contains("  ⠋ clone    9.0s    waiting for lane template:9000, position 3\n")
                .contains("⠋ ━━━━━━━━━━━━━━━━━─────────────────────── 42 %  10s\n")
                .endsWith("✓ server.create web-01 succeeded in 8.0s\n\n");
    }

    @Test
    void drawsInColourUnlessToldNotTo() {
        scene.gateway().on("GET " + OPERATION, json(200, Samples.operation("SUCCEEDED")));

        scene.moru().atTerminal().run("operation", "get", "0192-op");
        assertThat(scene.moru().out()).contains("\u001b[32m✓ ");
        scene.moru().with("NO_COLOR", "1").run("operation", "get", "0192-op");
        assertThat(scene.moru().out()).isEqualTo("""
                server.create web-01 on lab
                  ✓ reserve  1.0s    vm id 2004
                ✓ server.create web-01 succeeded in 8.0s
                """);
    }

    @Test
    void takesNoCommandsForTheTerminalFromAMessage() {
        var evil = Samples.operation("RUNNING", "vm id 2004", "\\u001b[2J\\u0007 gone");
        scene.gateway().on("GET " + OPERATION, json(200, evil));

        scene.moru().run("operation", "get", "0192-op");

        assertThat(scene.moru().out()).doesNotContain("\u001b").contains("gone");
    }

    @Test
    void cancelsAndIsContentWhenItIsCancelled() {
        scene.gateway()
                .on("POST " + OPERATION + ":cancel", json(202, Samples.operation("RUNNING")))
                .on("GET " + OPERATION + "/events", events(event("end", Samples.operation("CANCELLED"))));

        assertThat(scene.moru().run("operation", "cancel", "0192-op", "--wait")).isZero();
        assertThat(scene.moru().err()).contains("■ server.create web-01 was cancelled after 8.0s");
    }

    @Test
    void retries() {
        scene.gateway().on("POST " + OPERATION + ":retry", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("operation", "retry", "0192-op", "-o", "name"))
                .isZero();
        assertThat(scene.moru().out()).isEqualTo("operation/0192-op\n");
    }

    @Test
    void printsTheLog() {
        scene.gateway().on("GET " + OPERATION + "/log", json(200, """
                {"lines": [{"n": 0, "at": "2026-03-01T11:59:51Z", "step": "clone", "stream": "out", "text": "drive scsi0"}],
                 "next": 1}"""));

        assertThat(scene.moru().run("operation", "log", "0192-op")).isZero();
        assertThat(scene.moru().out()).isEqualTo("2026-03-01T11:59:51Z clone      drive scsi0\n");
    }

    @Test
    void listsOperationsOfTheProjectThatIsNamed() {
        scene.gateway()
                .on(
                        "GET /api/v1/operations",
                        json(200, Samples.list(Samples.operation("FAILED", "\"error\": null", ERROR))));

        assertThat(scene.moru().run("operation", "list", "-p", "shop", "--filter", "state=FAILED"))
                .isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                ID       KIND           TARGET         STATE   PROGRESS  AGE  NOTE
                0192-op  server.create  server web-01  FAILED  42 %      10s  clone: local-zfs on lab2 is full
                """);
        assertThat(scene.gateway().only("GET").target())
                .isEqualTo("/api/v1/operations?filter=project%3D%22shop%22%20AND%20state%3DFAILED&pageSize=500");
    }
}
