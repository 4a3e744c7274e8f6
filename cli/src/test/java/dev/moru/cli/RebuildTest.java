package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RebuildTest {

    private static final String REPORT = """
            {"events": 120, "carriedOver": 0, "elapsed": "PT1S", "pause": "PT0.02S", "eventsPerSecond": 120}""";

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void makesTheReadModelsAnew() {
        scene.gateway().on("POST /api/v1/read-models:rebuild", json(200, REPORT));

        assertThat(scene.moru().run("rebuild")).isZero();

        assertThat(scene.gateway().requests("POST")).hasSize(1);
    }

    @Test
    void makesTheJournalAnewBeforeTheReadModels() {
        scene.gateway()
                .on("POST /api/v1/journal:rebuild", json(200, REPORT))
                .on("POST /api/v1/read-models:rebuild", json(200, REPORT));

        assertThat(scene.moru().run("rebuild", "--from-topics")).isZero();

        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::target)
                .containsExactly("/api/v1/journal:rebuild", "/api/v1/read-models:rebuild");
    }

    @Test
    void failsWhenTheComparisonFindsADifference() {
        scene.gateway().on("GET /api/v1/journal:verify", json(200, """
                {"intact": false,
                 "topics": [{"topic": "moru.provisioning.events", "entries": 7, "missing": 1, "foreign": 0, "different": 0,
                             "repeated": 0, "misplaced": 0}],
                 "readModels": [{"model": "server_view", "rows": 2, "different": 0}]}"""));

        assertThat(scene.moru().run("rebuild", "--check")).isEqualTo(1);

        assertThat(scene.moru().out()).isEqualTo("""
                TOPIC                     ENTRIES  MISSING  FOREIGN  DIFFERENT  REPEATED  MISPLACED
                moru.provisioning.events  7        1        0        0          0         0
                READ MODEL   ROWS  DIFFERENT
                server_view  2     0
                """);
    }

    @Test
    void comparesOrRebuildsButNotBoth() {
        assertThat(scene.moru().run("rebuild", "--check", "--from-topics")).isEqualTo(2);
    }
}
