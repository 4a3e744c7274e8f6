package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotificationCommandsTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void addsAChannelOfTheInstallationAndARouteOfAProject() {
        scene.gateway()
                .on("POST /api/v1/channels", json(201, "{\"name\": \"ops\"}"))
                .on("POST /api/v1/projects/shop/routes", json(201, "{\"name\": \"failures\"}"));

        assertThat(scene.moru()
                        .reading("whsec_x")
                        .run(
                                "channel",
                                "add",
                                "ops",
                                "--type",
                                "webhook",
                                "--url",
                                "https://x.example",
                                "--secret-stdin",
                                "signingSecret"))
                .isZero();
        assertThat(scene.moru()
                        .run("route", "add", "failures", "-p", "shop", "--channel", "ops", "--severity", "error"))
                .isZero();
        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly(
                        "{\"name\":\"ops\",\"type\":\"webhook\",\"settings\":{\"url\":\"https://x.example\"},\"secrets\":{\"signingSecret\":\"whsec_x\"}}",
                        "{\"name\":\"failures\",\"channels\":[\"ops\"],\"match\":{\"severity\":\"error\"}}");
    }

    @Test
    void takesTheWindowOfARouteAsPeopleWriteTimes() {
        scene.gateway().on("POST /api/v1/routes", json(201, "{\"name\": \"all\"}"));

        assertThat(scene.moru().run("route", "add", "all", "--channel", "ops", "--window", "40s"))
                .isZero();
        assertThat(scene.moru().run("route", "add", "all", "--channel", "ops", "--window", "soon"))
                .isEqualTo(2);
        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly("{\"name\":\"all\",\"channels\":[\"ops\"],\"group\":{\"window\":\"PT40S\"}}");
    }

    @Test
    void addsAChannelForReadersOfMail() {
        scene.gateway().on("POST /api/v1/channels", json(201, "{\"name\": \"mail\"}"));

        assertThat(scene.moru()
                        .run(
                                "channel",
                                "add",
                                "mail",
                                "--type",
                                "email",
                                "--to",
                                "a@example.org",
                                "--to",
                                "b@example.org",
                                "--language",
                                "ko"))
                .isZero();
        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly("{\"name\":\"mail\",\"type\":\"email\",\"settings\":"
                        + "{\"to\":[\"a@example.org\",\"b@example.org\"],\"language\":\"ko\"}}");
    }

    @Test
    void saysWhatAChannelAnswersToATest() {
        scene.gateway()
                .on(
                        "POST /api/v1/channels/ops:test",
                        json(200, """
                        {"id": "d1", "channel": "ops", "state": "DELIVERED", "status": 200, "answer": "ok"}"""),
                        json(200, """
                        {"id": "d2", "channel": "ops", "state": "FAILED", "answer": "The address policy does not allow x"}"""),
                        json(202, "{\"id\": \"d3\", \"channel\": \"ops\", \"state\": \"PENDING\"}"));

        assertThat(scene.moru().run("channel", "test", "ops")).isZero();
        assertThat(scene.moru().err()).isEqualTo("channel ops has taken it: 200 ok\n");
        assertThat(scene.moru().run("channel", "test", "ops")).isEqualTo(1);
        assertThat(scene.moru().err())
                .isEqualTo("error: channel ops did not take it: The address policy does not allow x\n");
        assertThat(scene.moru().run("channel", "test", "ops")).isEqualTo(6);
        assertThat(scene.moru().err()).isEqualTo("error: there is no answer yet: see 'moru delivery get d3'\n");
    }

    @Test
    void saysWhyADeliveryIsNotSentAgain() {
        scene.gateway().on("POST /api/v1/deliveries/d1:redeliver", json(200, """
                        {"id": "d1", "channel": "ops", "state": "DELIVERED", "refusal": "It is known no longer"}"""), json(200, """
                        {"id": "d1", "channel": "ops", "state": "PENDING", "status": 503, "answer": "busy",
                         "nextAttemptAt": "2026-03-01T11:00:05Z"}"""));

        assertThat(scene.moru().run("delivery", "redeliver", "d1")).isEqualTo(1);
        assertThat(scene.moru().err()).isEqualTo("error: it was not sent: It is known no longer\n");
        assertThat(scene.moru().run("delivery", "redeliver", "d1")).isEqualTo(1);
        assertThat(scene.moru().err())
                .isEqualTo("error: channel ops did not take it: 503 busy; it is tried again at 2026-03-01T11:00:05Z\n");
    }

    @Test
    void listsDeliveriesAndSendsOneAgain() {
        scene.gateway()
                .on("GET /api/v1/deliveries", json(200, Samples.list("""
                        {"id": "d1", "eventType": "dev.moru.server.provisioned.v1", "channel": "ops", "state": "FAILED",
                         "attempts": 3, "status": 500, "createdAt": "2026-03-01T11:00:00Z"}""")))
                .on("POST /api/v1/deliveries/d1:redeliver", json(200, """
                        {"id": "d1", "channel": "ops", "state": "DELIVERED", "status": 200, "answer": ""}"""));

        assertThat(scene.moru().run("delivery", "list")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                ID  EVENT                           CHANNEL  STATE   ATTEMPTS  STATUS  AGE
                d1  dev.moru.server.provisioned.v1  ops      FAILED  3         500     1h00m
                """);
        assertThat(scene.moru().run("delivery", "redeliver", "d1")).isZero();
    }

    @Test
    void listsRoutesWithTheNamesOfTheirChannels() {
        scene.gateway()
                .on("GET /api/v1/projects/shop/routes", json(200, Samples.list("""
                        {"id": "r1", "name": "failures", "project": "shop", "channels": ["c1", "c2", "c3"],
                         "match": {"types": [], "severity": "error"}, "enabled": true}""")))
                .on("GET /api/v1/channels", json(200, Samples.list("{\"id\": \"c1\", \"name\": \"ops\"}")))
                .on(
                        "GET /api/v1/projects/shop/channels",
                        json(200, Samples.list("{\"id\": \"c2\", \"name\": \"shop\"}")));

        assertThat(scene.moru().run("route", "list", "-p", "shop")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                NAME      TYPES  SEVERITY  CHANNELS     ENABLED  STATUS
                failures  -      error     ops,shop,c3  true     -
                """);
    }

    @Test
    void asksForTheNamesOfChannelsOnlyWhereTheyAreShown() {
        scene.gateway()
                .on("GET /api/v1/routes/failures", json(200, "{\"name\": \"failures\", \"channels\": [\"c1\"]}"))
                .on("GET /api/v1/channels", problem(403, "{\"detail\": \"no\"}"));

        assertThat(scene.moru().run("route", "get", "failures", "-o", "json")).isZero();
        assertThat(scene.gateway().requests()).hasSize(1);
        assertThat(scene.moru().run("route", "get", "failures")).isZero();
        assertThat(scene.moru().out()).containsPattern("CHANNELS +c1\n");
    }

    @Test
    void verifiesTheAuditTrail() {
        scene.gateway()
                .on(
                        "GET /api/v1/audit:verify",
                        json(200, "{\"intact\": false, \"brokenAt\": 7}"),
                        json(200, "{\"intact\": true}"));

        assertThat(scene.moru().run("audit", "verify")).isEqualTo(1);
        assertThat(scene.moru().out()).isEqualTo("intact: false\nbrokenAt: 7\n");
        assertThat(scene.moru().run("audit", "verify")).isZero();
    }

    @Test
    void listsTheAuditTrail() {
        scene.gateway().on("GET /api/v1/audit", json(200, Samples.list("""
                {"id": "a1", "at": "2026-03-01T11:00:00Z", "requester": {"actor": "user:admin"}, "action": "server.create",
                 "outcome": "ACCEPTED", "targetKind": "server", "targetId": "s1", "targetName": "web-01"}""")));

        assertThat(scene.moru().run("audit", "list")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                AT                    ACTOR       ACTION         TARGET         OUTCOME
                2026-03-01T11:00:00Z  user:admin  server.create  server web-01  ACCEPTED
                """);
    }
}
