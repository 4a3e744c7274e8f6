package dev.moru.cli;

import static dev.moru.cli.FakeGateway.cut;
import static dev.moru.cli.FakeGateway.event;
import static dev.moru.cli.FakeGateway.events;
import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTailTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void printsOneLineForEachEvent() {
        scene.gateway().on("GET /api/v1/events", events(happened("1.7", "server.provisioned", "web-01")));

        assertThat(scene.moru().run("event", "tail", "-n", "1")).isZero();
        assertThat(scene.moru().out())
                .isEqualTo("11:59:59Z  info      server.provisioned      web-01            default lab user:admin\n");
    }

    @Test
    void resumesAfterTheLastEventThatItHasSeen() {
        scene.gateway()
                .on(
                        "GET /api/v1/events",
                        events(happened("1.7", "server.provisioned", "web-01")),
                        cut(),
                        problem(503, "{\"detail\": \"starting\"}"),
                        events(happened("1.8", "server.started", "web-01")));

        assertThat(scene.moru().run("event", "tail", "-n", "2", "-o", "name")).isZero();
        assertThat(scene.moru().out()).isEqualTo("event/e-1.7\nevent/e-1.8\n");
        assertThat(scene.gateway().requests("GET"))
                .extracting(request -> request.header("Last-Event-ID"))
                .startsWith("", "1.7")
                .endsWith("1.7");
    }

    @Test
    void beginsAtACursor() {
        scene.gateway().on("GET /api/v1/events", events(happened("1.8", "server.started", "web-01")));

        assertThat(scene.moru()
                        .run("event", "tail", "-n", "1", "--since", "1.7", "--type", "server.*,site.*", "-p", "shop"))
                .isZero();
        assertThat(scene.gateway().only("GET").header("Last-Event-ID")).isEqualTo("1.7");
        assertThat(scene.gateway().only("GET").target())
                .isEqualTo("/api/v1/events?project=shop&types=server.*%2Csite.*");
    }

    @Test
    void beginsInThePast() {
        scene.gateway()
                .on(
                        "GET /api/v1/events",
                        json(200, Samples.list("{\"cursor\": \"1.3\", \"id\": \"old\", \"type\": \"dev.moru.x.v1\"}")),
                        events(happened("1.4", "server.started", "web-01")));

        assertThat(scene.moru().run("event", "tail", "-n", "2", "--since", "10m", "-o", "json"))
                .isZero();
        assertThat(scene.moru().out().lines()).hasSize(2);
        assertThat(scene.gateway().requests("GET").get(0).target()).contains("11%3A50%3A00Z");
        assertThat(scene.gateway().requests("GET").get(1).header("Last-Event-ID"))
                .isEqualTo("1.3");
    }

    @Test
    void goesOnFromTheEarliestWhenItsPlaceIsGone() {
        scene.gateway()
                .on(
                        "GET /api/v1/events",
                        problem(410, "{\"detail\": \"too old\", \"earliest\": \"2.1\"}"),
                        events(happened("2.2", "server.started", "web-01")));

        assertThat(scene.moru().run("event", "tail", "-n", "1", "--since", "1.7"))
                .isZero();
        assertThat(scene.moru().err()).contains("going on from it");
        assertThat(scene.gateway().requests("GET").get(1).header("Last-Event-ID"))
                .isEqualTo("2.1");
    }

    @Test
    void endsWhenItIsNotAllowed() {
        scene.gateway().on("GET /api/v1/events", problem(403, "{\"detail\": \"no\"}"));

        assertThat(scene.moru().run("event", "tail")).isEqualTo(4);
    }

    @Test
    void endsWhenTheProjectIsNotThere() {
        scene.gateway().on("GET /api/v1/events", problem(404, "{\"detail\": \"there is no project shpo\"}"));

        assertThat(scene.moru().run("event", "tail", "-p", "shpo")).isEqualTo(3);
        assertThat(scene.moru().err()).isEqualTo("error: there is no project shpo\n");
    }

    @Test
    void callsThingsByTheirNames() {
        scene.gateway()
                .on(
                        "GET /api/v1/events",
                        events(
                                told(
                                        "alert.fired",
                                        "{\"alert\": {\"name\": \"HighDiskUsage\", \"summary\": \"nearly full\"}}"),
                                told(
                                        "backup.failed",
                                        "{\"backup\": {\"server\": \"web-01\", \"message\": \"no room\"}}"),
                                told("recovery-point.missed", "{\"point\": {\"server\": \"web-02\"}}"),
                                told(
                                        "delivery.failed",
                                        "{\"delivery\": {\"channel\": \"ops\", \"answer\": \"busy\"}}")));

        assertThat(scene.moru().run("event", "tail", "-n", "4")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                11:59:59Z  warning   alert.fired             HighDiskUsage       nearly full
                11:59:59Z  warning   backup.failed           web-01              no room
                11:59:59Z  warning   recovery-point.missed   web-02
                11:59:59Z  warning   delivery.failed         ops                 busy
                """);
    }

    private static String told(String type, String data) {
        return event("1.9", type, """
                {"id": "e", "type": "dev.moru.%s.v1", "time": "2026-03-01T11:59:59Z", "subject": "0192-id", \
                "severity": "warning", "data": %s}""".formatted(type, data));
    }

    private static String happened(String cursor, String type, String server) {
        return event(cursor, type, """
                {"id": "e-%s", "type": "dev.moru.%s.v1", "time": "2026-03-01T11:59:59Z", "subject": "0192-srv", \
                "project": "default", "site": "lab", "severity": "info", "actor": "user:admin", \
                "data": {"name": "%s"}}""".formatted(cursor, type, server));
    }

    @Test
    void resumesWhereAQuietStreamHadGotTo() {
        scene.gateway()
                .on(
                        "GET /api/v1/events",
                        events("id: 1.41\n: heartbeat\n\n"),
                        events(happened("1.42", "server.started", "web-01")));

        assertThat(scene.moru().run("event", "tail", "-n", "1")).isZero();
        assertThat(scene.gateway().requests("GET").get(1).header("Last-Event-ID"))
                .isEqualTo("1.41");
    }
}
