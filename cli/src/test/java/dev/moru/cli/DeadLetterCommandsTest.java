package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadLetterCommandsTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void listsThoseOfAllServices() {
        scene.gateway().on("GET /api/v1/dead-letters", json(200, """
                {"items": [{"id": "d1", "service": "provisioning", "topic": "moru.provisioning.commands", "partition": 1,
                            "offset": 7, "reason": "body is no command", "deadAt": "2026-03-01T11:00:00Z",
                            "headers": {"ce_type": "dev.moru.server.start.v1"}}],
                 "unavailable": []}"""));

        assertThat(scene.moru().run("dlq", "list")).isZero();

        assertThat(scene.moru().out()).isEqualTo("""
                SERVICE/ID       TOPIC                       TYPE                      AGE    REASON
                provisioning/d1  moru.provisioning.commands  dev.moru.server.start.v1  1h00m  body is no command
                """);
    }

    @Test
    void tellsWhichServicesDidNotAnswer() {
        scene.gateway()
                .on("GET /api/v1/dead-letters", json(200, "{\"items\": [], \"unavailable\": [\"notification\"]}"));

        assertThat(scene.moru().run("dlq", "list")).isEqualTo(7);
        assertThat(scene.moru().err()).contains("not answered: notification");
    }

    @Test
    void replaysAndDiscards() {
        scene.gateway()
                .on("POST /api/v1/dead-letters/provisioning/d1:replay", json(200, "{}"))
                .on("POST /api/v1/dead-letters/config/d2:discard", json(200, "{}"));

        assertThat(scene.moru().run("dlq", "replay", "provisioning/d1")).isZero();
        assertThat(scene.moru().run("dlq", "discard", "config/d2")).isZero();
    }

    @Test
    void saysWhyAReplayWasRefused() {
        scene.gateway()
                .on(
                        "POST /api/v1/dead-letters/provisioning/d1:replay",
                        problem(409, "{\"detail\": \"the record still can't be handled: no JSON\"}"));

        assertThat(scene.moru().run("dlq", "replay", "provisioning/d1")).isEqualTo(5);
        assertThat(scene.moru().err()).contains("no JSON");
    }

    @Test
    void wantsToKnowWhoseItIs() {
        assertThat(scene.moru().run("dlq", "replay", "d1")).isEqualTo(2);
        assertThat(scene.moru().err()).contains("'d1' is no SERVICE/ID");
    }
}
