package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AlertCommandsTest {

    private static final String ALERT = """
            {"id": "0192-al", "name": "HighDiskUsage", "state": "FIRING", "severity": "CRITICAL", "project": "default",
             "serverId": "0192-srv", "labels": {"server": "web-01"}, "summary": "The disk is nearly full", "startsAt": "2026-03-01T11:59:50Z",
             "acknowledgement": {"by": "user:ops", "at": "2026-03-01T11:59:55Z", "comment": ""}, "silence": null}""";

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void listsTheAlertsOfTheProjectOrOfTheInstallation() {
        scene.gateway()
                .on("GET /api/v1/projects/default/alerts", json(200, Samples.list(ALERT)))
                .on("GET /api/v1/alerts", json(200, Samples.list()));

        assertThat(scene.moru().run("alert", "list")).isZero();
        assertThat(scene.moru().out()).contains("HighDiskUsage", "FIRING", "user:ops");
        assertThat(scene.moru().run("alert", "list", "-o", "wide")).isZero();
        assertThat(scene.moru().out()).contains("web-01").doesNotContain("0192-srv");
        assertThat(scene.moru().run("alert", "list", "--installation")).isZero();
    }

    @Test
    void acknowledgesAndSilences() {
        scene.gateway()
                .on("POST /api/v1/alerts/0192-al:acknowledge", json(202, ALERT))
                .on("POST /api/v1/alerts/0192-al:silence", json(202, ALERT));

        assertThat(scene.moru().run("alert", "acknowledge", "0192-al", "--comment", "on it"))
                .isZero();
        assertThat(scene.moru().run("alert", "silence", "0192-al", "--for", "2h"))
                .isZero();

        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly("{\"comment\":\"on it\"}", "{\"duration\":\"PT2H\"}");
    }
}
