package dev.moru.cli;

import static dev.moru.cli.FakeGateway.event;
import static dev.moru.cli.FakeGateway.events;
import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCommandsTest {

    private static final String SERVERS = "/api/v1/projects/default/servers";

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void createsAServerAndShowsItWhenItIsReady() {
        scene.gateway()
                .on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")))
                .on(
                        "GET /api/v1/operations/0192-op/events",
                        events(
                                event("operation", Samples.operation("RUNNING")),
                                event("step", Samples.step("clone", "RUNNING", "lane template:9000, position 3", "")),
                                event("step", Samples.step("clone", "SUCCEEDED", "", "template 9000 on lab2")),
                                event("end", Samples.operation("SUCCEEDED"))))
                .on("GET " + SERVERS + "/0192-srv", json(200, Samples.server("web-01")));

        var code = scene.moru().run("server", "create", "web-01", "--image", "debian-12", "--memory", "4G", "--wait");

        assertThat(code).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                NAME    PHASE  POWER    ADDRESS     SITE  NODE  CORES  MEMORY  AGE
                web-01  READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                """);
        assertThat(scene.moru().err()).isEqualTo("""
                12:00:00Z server.create web-01  ACCEPTED
                12:00:00Z   reserve    SUCCEEDED  1.0s  vm id 2004
                12:00:00Z server.create web-01  RUNNING
                12:00:00Z   clone      RUNNING  waiting for lane template:9000, position 3
                12:00:00Z   clone      SUCCEEDED  1.0s  template 9000 on lab2
                12:00:00Z ✓ server.create web-01 succeeded in 8.0s
                """);
        var request = scene.gateway().only("POST");
        assertThat(request.body()).isEqualTo("{\"name\":\"web-01\",\"image\":\"debian-12\",\"memoryMiB\":4096}");
        assertThat(request.header("Idempotency-Key")).hasSize(36);
        assertThat(request.header("Authorization")).isEqualTo("Bearer secret-token");
    }

    @Test
    void answersAtOnceWithTheOperationWhenNotWaiting() {
        scene.gateway().on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "create", "web-01", "--image", "debian-12"))
                .isZero();
        assertThat(scene.moru().out()).startsWith("""
                ID       KIND           TARGET         STATE     PROGRESS  AGE  NOTE
                0192-op  server.create  server web-01  ACCEPTED  42 %      10s  -
                """);
        assertThat(scene.moru().run("server", "create", "web-01", "--image", "debian-12", "-o", "name"))
                .isZero();
        assertThat(scene.moru().out()).isEqualTo("operation/0192-op\n");
    }

    @Test
    void sendsEverythingThatWasSaidOnTopOfTheFile() throws IOException {
        scene.gateway().on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")));
        var file = Files.writeString(scene.home().resolve("web.yml"), """
                name: web-01
                image: debian-12
                cores: 1
                tags: [shop]
                """);

        var code = scene.moru()
                .run(
                        "server",
                        "create",
                        "-f",
                        file.toString(),
                        "--cores",
                        "4",
                        "--disk",
                        "40G",
                        "--disk",
                        "data=1T,storageClass=fast",
                        "--network",
                        "dmz,ipv4=10.0.0.7",
                        "--node",
                        "pve1",
                        "--ssh-key",
                        "ssh-ed25519 AAAA",
                        "--protected",
                        "--set",
                        "login.user=ops",
                        "--set",
                        "deadline=PT5M");

        assertThat(code).isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"name\":\"web-01\",\"image\":\"debian-12\",\"cores\":4,\"tags\":[\"shop\"],"
                        + "\"protected\":true,"
                        + "\"disks\":[{\"name\":\"root\",\"sizeGiB\":40},"
                        + "{\"name\":\"data\",\"sizeGiB\":1024,\"storageClass\":\"fast\"}],"
                        + "\"placement\":{\"node\":\"pve1\"},"
                        + "\"login\":{\"sshKeys\":[\"ssh-ed25519 AAAA\"],\"user\":\"ops\"},"
                        + "\"networks\":[{\"network\":\"dmz\",\"ipv4\":\"10.0.0.7\"}],\"deadline\":\"PT5M\"}");
    }

    @Test
    void readsTheBodyFromStandardInput() {
        scene.gateway().on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru()
                        .reading("{\"name\": \"db\", \"image\": \"debian-12\"}")
                        .run("server", "create", "-f", "-"))
                .isZero();
        assertThat(scene.gateway().only("POST").body()).isEqualTo("{\"name\":\"db\",\"image\":\"debian-12\"}");
    }

    @Test
    void changesNothingInADryRun() {
        scene.gateway()
                .on(
                        "POST " + SERVERS + "?validateOnly=true",
                        json(200, "{\"spec\": {\"name\": \"web-01\", \"cores\": 2}, \"steps\": [\"reserve\"]}"));

        assertThat(scene.moru().run("server", "create", "web-01", "--dry-run")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                spec:
                  name: web-01
                  cores: 2
                steps:
                  - reserve
                """);
        assertThat(scene.moru().err()).contains("nothing was changed");
    }

    @Test
    void listsServersInEveryFormat() {
        scene.gateway().on("GET " + SERVERS, json(200, Samples.list(Samples.server("web-01"), Samples.server("db"))));

        assertThat(scene.moru().run("server", "list")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                NAME    PHASE  POWER    ADDRESS     SITE  NODE  CORES  MEMORY  AGE
                web-01  READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                db      READY  running  10.10.0.14  lab   lab2  2      4 GiB   2h10m
                """);
        assertThat(scene.moru().run("server", "list", "-o", "name")).isZero();
        assertThat(scene.moru().out()).isEqualTo("server/web-01\nserver/db\n");
        assertThat(scene.moru().run("server", "list", "-o", "wide")).isZero();
        assertThat(scene.moru().out()).contains("2004   debian-12  root 20G  shop  no");
    }

    @Test
    void readsAListPageByPage() {
        scene.gateway()
                .on(
                        "GET " + SERVERS + "?pageSize=500&filter=state%3DREADY",
                        json(200, "{\"items\": [], \"nextPageToken\": null}"))
                .on(
                        "GET " + SERVERS,
                        json(200, "{\"items\": [{\"name\": \"a\"}], \"nextPageToken\": \"t 2\"}"),
                        json(200, "{\"items\": [{\"name\": \"b\"}], \"nextPageToken\": null}"));

        assertThat(scene.moru().run("server", "list", "-o", "name", "--order-by", "name"))
                .isZero();
        assertThat(scene.moru().out()).isEqualTo("server/a\nserver/b\n");
        assertThat(scene.gateway().requests("GET"))
                .extracting(FakeGateway.Request::target)
                .containsExactly(
                        SERVERS + "?orderBy=name&pageSize=500", SERVERS + "?orderBy=name&pageSize=500&pageToken=t%202");
    }

    @Test
    void showsOneServerAsASheet() {
        scene.gateway().on("GET " + SERVERS + "/web-01", json(200, Samples.server("web-01")));

        assertThat(scene.moru().run("server", "get", "web-01")).isZero();
        assertThat(scene.moru().out()).startsWith("""
                NAME        web-01
                PHASE       READY
                POWER       running
                ADDRESS     10.10.0.14
                """);
        assertThat(scene.moru().run("server", "get", "web-01", "-o", "json")).isZero();
        assertThat(scene.moru().out()).startsWith("""
                {
                  "id": "0192-srv",
                  "name": "web-01",
                """);
        assertThat(scene.moru().run("server", "get", "web-01", "-o", "yaml")).isZero();
        assertThat(scene.moru().out()).startsWith("""
                id: 0192-srv
                name: web-01
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "reboot"})
    void powersOneServer(String action) {
        scene.gateway().on("POST " + SERVERS + "/web-01:" + action, json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", action, "web-01")).isZero();
        assertThat(scene.gateway().only("POST").body()).isEmpty();
    }

    @Test
    void stopsByForceOnlyOneServerAtATime() {
        scene.gateway().on("POST " + SERVERS + "/web-01:stop", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "stop", "web-01", "--force")).isZero();
        assertThat(scene.gateway().only("POST").body()).isEqualTo("{\"force\":true}");
        assertThat(scene.moru().run("server", "stop", "web-01", "web-02", "--force"))
                .isEqualTo(2);
    }

    @Test
    void makesOneBulkOperationOfSeveralServers() {
        scene.gateway().on("POST " + SERVERS + ":bulk", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "stop", "web-01", "web-02", "--max-in-flight", "1"))
                .isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"action\":\"stop\",\"maxInFlight\":1,\"servers\":[\"web-01\",\"web-02\"]}");
    }

    @Test
    void countsWhatMatchesAFilterBeforeItAsks() {
        scene.gateway()
                .on("GET " + SERVERS, json(200, Samples.list(Samples.server("web-01"), Samples.server("web-02"))))
                .on("POST " + SERVERS + ":bulk", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().atTerminal("no").run("server", "stop", "--filter", "name:web"))
                .isEqualTo(1);
        assertThat(scene.gateway().requests("POST")).isEmpty();
        assertThat(scene.moru().atTerminal("yes").run("server", "stop", "--filter", "name:web"))
                .isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"action\":\"stop\",\"filter\":\"name:web\",\"expectedCount\":2}");
    }

    @Test
    void takesTheCountThatWasGivenWithAFilter() {
        scene.gateway().on("POST " + SERVERS + ":bulk", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "start", "--filter", "name:web", "--expected-count", "7"))
                .isZero();
        assertThat(scene.gateway().only("POST").body()).contains("\"expectedCount\":7");
        assertThat(scene.moru().run("server", "start")).isEqualTo(2);
    }

    @Test
    void deletesOnlyWhatWasAgreedTo() {
        scene.gateway().on("DELETE " + SERVERS + "/web-01", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "delete", "web-01")).isEqualTo(2);
        assertThat(scene.moru().err()).contains("say yes with --yes");
        assertThat(scene.gateway().requests()).isEmpty();
        assertThat(scene.moru().run("server", "delete", "web-01", "--yes", "--if-match", "7", "--backups", "keep"))
                .isZero();
        assertThat(scene.gateway().only("DELETE").header("If-Match")).isEqualTo("\"7\"");
        assertThat(scene.gateway().only("DELETE").target()).endsWith("?backups=keep");
    }

    @Test
    void putsAServerUnderAPolicyAndTakesItOff() {
        scene.gateway().on("PATCH " + SERVERS + "/web-01", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "update", "web-01", "--backup-policy", "daily"))
                .isZero();
        assertThat(scene.moru().run("server", "update", "web-01", "--no-backup-policy"))
                .isZero();
        assertThat(scene.gateway().requests("PATCH"))
                .extracting(FakeGateway.Request::body)
                .containsExactly("{\"backupPolicy\":\"daily\"}", "{\"backupPolicy\":\"\"}");
    }

    @Test
    void changesAServer() {
        scene.gateway().on("PATCH " + SERVERS + "/web-01", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru()
                        .run(
                                "server",
                                "update",
                                "web-01",
                                "--memory",
                                "8G",
                                "--disk",
                                "root=40G",
                                "--apply",
                                "nextBoot",
                                "--no-protected"))
                .isZero();
        assertThat(scene.gateway().only("PATCH").body())
                .isEqualTo("{\"memoryMiB\":8192,\"protected\":false,"
                        + "\"disks\":[{\"name\":\"root\",\"sizeGiB\":40}],\"apply\":\"nextBoot\"}");
        assertThat(scene.moru().run("server", "update", "web-01")).isEqualTo(2);
    }

    @Test
    void adoptsOnTheOnlySite() {
        scene.gateway()
                .on("GET /api/v1/sites", json(200, Samples.list("{\"name\": \"lab\"}")))
                .on("POST " + SERVERS + ":adopt", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "adopt", "101", "--name", "legacy-db"))
                .isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"site\":\"lab\",\"vmId\":101,\"name\":\"legacy-db\"}");
    }

    @Test
    void worksInTheProjectThatIsNamed() {
        scene.gateway().on("GET /api/v1/projects/shop%2F..%2Fx/servers", json(200, Samples.list()));

        assertThat(scene.moru().run("server", "list", "-p", "shop/../x", "-o", "name"))
                .isZero();
    }

    @Test
    void showsAListAgainWhenItHasChanged() {
        scene.gateway()
                .on(
                        "GET " + SERVERS,
                        json(200, Samples.list(Samples.server("web-01"))),
                        json(200, Samples.list(Samples.server("web-01"))),
                        json(200, Samples.list(Samples.server("web-01"), Samples.server("db"))));

        scene.moru().interruptedAfter(3).run("server", "list", "--watch", "-o", "name");

        assertThat(scene.moru().out()).isEqualTo("server/web-01\nserver/web-01\nserver/db\n");
    }

    @Test
    void showsEveryItemOfABulkOperation() {
        var parent = Samples.operation("FAILED", "\"total\": 0", "\"total\": 2", "\"failed\": 0", "\"failed\": 1");
        scene.gateway()
                .on("POST " + SERVERS + ":bulk", json(202, Samples.operation("ACCEPTED")))
                .on("GET /api/v1/operations/0192-op/events", events(event("end", parent)))
                .on("GET /api/v1/operations", json(200, Samples.list(Samples.operation("SUCCEEDED"))));

        assertThat(scene.moru().run("server", "start", "web-01", "web-02", "--wait"))
                .isEqualTo(8);
        assertThat(scene.moru().out()).contains("server web-01  SUCCEEDED");
        assertThat(scene.moru().err()).contains("failed after 8.0s, 0 of 2 succeeded, 1 failed");
        assertThat(scene.gateway().requests("GET").get(1).target())
                .isEqualTo("/api/v1/operations?filter=parent%3D%220192-op%22&pageSize=500");
    }

    @Test
    void createsAServerWithRolesAndTheirVariables() {
        scene.gateway().on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")));

        var code = scene.moru()
                .run(
                        "server",
                        "create",
                        "web-01",
                        "--role",
                        "web",
                        "--role-variable",
                        "web.web_port=8080",
                        "--role-variable",
                        "web.web_server_name=shop",
                        "--on-configure-failure",
                        "rollback");

        assertThat(code).isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"name\":\"web-01\",\"onConfigureFailure\":\"rollback\","
                        + "\"roleVariables\":{\"web\":{\"web_port\":8080,\"web_server_name\":\"shop\"}},"
                        + "\"roles\":[\"web\"]}");
    }

    @Test
    void addsAndRemovesRolesOfTheServerThatItHasSeen() {
        var present = Samples.server("web-01").replace("\"tags\"", "\"roles\": [\"web\", \"was\"], \"tags\"");
        scene.gateway()
                .on("GET " + SERVERS + "/web-01", json(200, present))
                .on("PATCH " + SERVERS + "/web-01", json(202, Samples.operation("ACCEPTED")));

        var code = scene.moru().run("server", "update", "web-01", "--add-role", "db", "--remove-role", "was");

        assertThat(code).isZero();
        var request = scene.gateway().only("PATCH");
        assertThat(request.body()).isEqualTo("{\"roles\":[\"web\",\"db\"]}");
        assertThat(request.header("If-Match")).isEqualTo("\"7\"");
    }

    @Test
    void showsWhatConfiguringWouldChange() {
        var begun = Samples.operation("ACCEPTED", "server.create", "server.configure");
        var ended = Samples.operation("SUCCEEDED", "server.create", "server.configure");
        scene.gateway()
                .on("POST " + SERVERS + "/web-01:configure", json(202, begun))
                .on("GET /api/v1/operations/0192-op/events", events(event("end", ended)))
                .on("GET /api/v1/operations/0192-op/log", json(200, """
                        {"lines": [{"n": 0, "text": "ok: web : Install nginx"}, {"n": 1, "text": "changed: web : Write the site"},
                         {"n": 2, "text": "-listen 80;"}, {"n": 3, "text": "+listen 8080;"}], "next": 4}"""));

        var code = scene.moru().run("server", "configure", "web-01", "--check");

        assertThat(code).isZero();
        assertThat(scene.gateway().only("POST").body()).isEqualTo("{\"check\":true}");
        assertThat(scene.moru().out()).isEqualTo("""
                changed: web : Write the site
                -listen 80;
                +listen 8080;
                """);
    }

    @Test
    void configuresSeveralServersAsOneOperation() {
        scene.gateway().on("POST " + SERVERS + ":bulk", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "configure", "web-01", "web-02")).isZero();

        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"action\":\"configure\",\"servers\":[\"web-01\",\"web-02\"]}");
        assertThat(scene.moru().run("server", "configure", "web-01", "web-02", "--check"))
                .isEqualTo(2);
    }

    @Test
    void showsTheVariablesOfARole() {
        scene.gateway().on("GET /api/v1/roles/db", json(200, """
                {"name": "db", "description": "MariaDB", "variables": [
                 {"name": "db_port", "type": "int", "elements": null, "required": false, "secret": false, "choices": [],
                  "defaultValue": 3306, "description": "TCP port.", "fields": []},
                 {"name": "db_users", "type": "list", "elements": "dict", "required": false, "secret": false, "choices": [],
                  "defaultValue": [], "description": "Users.", "fields": [
                   {"name": "password", "type": "str", "elements": null, "required": true, "secret": true, "choices": [],
                    "defaultValue": null, "description": "A secret.", "fields": []}]}]}"""));

        assertThat(scene.moru().run("role", "get", "db")).isZero();

        assertThat(scene.moru().out())
                .contains("db_port", "3306", "list of dict", "db_users[].password", "required, secret");
    }

    @Test
    void readsKeysFromAFile() throws IOException {
        scene.gateway().on("POST " + SERVERS, json(202, Samples.operation("ACCEPTED")));
        var keys = Files.writeString(scene.home().resolve("keys"), "# mine\nssh-ed25519 AAAA me@home\n");

        var code = scene.moru().run("server", "create", "web-01", "--ssh-key", "@" + keys);

        assertThat(code).isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"name\":\"web-01\",\"login\":{\"sshKeys\":[\"ssh-ed25519 AAAA me@home\"]}}");
    }
}
