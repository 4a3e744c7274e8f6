package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContextTest {

    @RegisterExtension
    private final Scene scene = new Scene();

    @BeforeEach
    void knowNothing() {
        scene.moru().without("MORU_URL").without("MORU_TOKEN");
    }

    @Test
    void signsInAndKeepsATokenThatOnlyTheUserCanRead() throws IOException {
        letSignIn();

        assertThat(scene.moru()
                        .reading("s3cret\n")
                        .run("login", "--url", scene.gateway().url(), "--password-stdin"))
                .isZero();

        assertThat(scene.moru().err()).contains("as admin; context 'local'");
        assertThat(scene.moru().out()).isEmpty();
        assertThat(Files.readString(file())).contains("\"token\": \"moru_abc\"").doesNotContain("s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        var madeToken = scene.gateway().requests("POST").get(1);
        assertThat(madeToken.path()).isEqualTo("/api/v1/tokens");
        assertThat(madeToken.header("Cookie")).isEqualTo("__Host-moru=abc");
        assertThat(madeToken.header("X-CSRF-Token")).isEqualTo("csrf-1");
        assertThat(scene.gateway().only("DELETE").path()).isEqualTo("/api/v1/sessions/current");
        assertThat(scene.gateway().only("GET").header("Authorization")).isEqualTo("Bearer moru_abc");
    }

    @Test
    void asksForThePasswordAtATerminal() {
        letSignIn();

        assertThat(scene.moru()
                        .atTerminal("s3cret")
                        .run("login", "--url", scene.gateway().url()))
                .isZero();
        assertThat(scene.gateway().requests("POST").get(0).body())
                .isEqualTo("{\"username\":\"admin\",\"password\":\"s3cret\"}");
    }

    @Test
    void needsAPasswordFromSomewhere() {
        assertThat(scene.moru().run("login", "--url", scene.gateway().url())).isEqualTo(2);
        assertThat(scene.moru().err()).contains("--password-stdin");
    }

    @Test
    void keepsATokenThatExistsOnlyWhenItIsGood() {
        scene.gateway()
                .on(
                        "GET /api/v1/me",
                        problem(401, "{\"detail\": \"unknown token\"}"),
                        json(200, "{\"username\": \"kim\"}"));
        var url = scene.gateway().url();

        assertThat(scene.moru().reading("moru_x").run("login", "--url", url, "--token-stdin"))
                .isEqualTo(4);
        assertThat(file()).doesNotExist();
        assertThat(scene.moru().reading("moru_x").run("login", "--url", url, "--token-stdin", "--name", "prod"))
                .isZero();
        assertThat(scene.moru().run("context", "show", "-o", "json")).isZero();
        assertThat(scene.moru().out())
                .contains("\"name\": \"prod\"", "\"user\": \"kim\"")
                .doesNotContain("moru_x");
    }

    @Test
    void showsATokenOnlyToTheInstallationThatGaveIt() {
        letSignIn();
        scene.moru().reading("s3cret").run("login", "--url", scene.gateway().url(), "--password-stdin");
        try (var other = new FakeGateway()) {
            other.on("GET /api/v1/info", json(200, "{\"version\": \"1\"}"));

            assertThat(scene.moru().with("MORU_URL", other.url()).run("info")).isZero();
            assertThat(other.only("GET").header("Authorization")).isEmpty();
        }
    }

    @Test
    void worksWithTheContextThatIsInUse() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), """
                {"current": "one", "contexts": {
                  "one": {"url": "http://127.0.0.1:1", "token": "t1", "user": "kim"},
                  "two": {"url": "%s", "token": "t2", "user": "lee", "project": "shop"}}}""".formatted(scene.gateway().url()));
        scene.gateway().on("GET /api/v1/projects/shop/servers", json(200, Samples.list()));

        assertThat(scene.moru().run("server", "list")).isEqualTo(7);
        assertThat(scene.moru().run("server", "list", "--context", "two")).isZero();
        assertThat(scene.gateway().only("GET").header("Authorization")).isEqualTo("Bearer t2");
        assertThat(scene.moru().run("context", "use", "two")).isZero();
        assertThat(scene.moru().run("context", "list")).isZero();
        assertThat(scene.moru().out()).isEqualTo("""
                CURRENT  NAME  URL                     USER  PROJECT
                -        one   http://127.0.0.1:1      kim   -
                *        two   %s  lee   shop
                """.formatted(scene.gateway().url()));
        assertThat(scene.moru().run("context", "delete", "one")).isZero();
        assertThat(scene.moru().run("context", "use", "one")).isEqualTo(3);
        assertThat(Files.readString(file())).doesNotContain("t1").contains("t2");
    }

    @Test
    void readsTheTokenFromAFile() throws IOException {
        var token = Files.writeString(scene.home().resolve("token"), "t9\n");
        scene.gateway().on("GET /api/v1/info", json(200, "{\"version\": \"1\", \"simulated\": true}"));

        assertThat(scene.moru()
                        .with("MORU_URL", scene.gateway().url() + "/")
                        .with("MORU_TOKEN_FILE", token.toString())
                        .run("info"))
                .isZero();
        assertThat(scene.gateway().only("GET").header("Authorization")).isEqualTo("Bearer t9");
    }

    @Test
    void tellsWhenTheContextFileIsBroken() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{");

        assertThat(scene.moru().run("context", "list")).isEqualTo(1);
        assertThat(scene.moru().err()).contains("cannot read").contains("moru login");
    }

    private void letSignIn() {
        scene.gateway()
                .on(
                        "POST /api/v1/sessions",
                        json(200, "{\"csrfToken\": \"csrf-1\"}", "Set-Cookie", "__Host-moru=abc; Path=/; Secure"))
                .on("POST /api/v1/tokens", json(201, "{\"token\": \"moru_abc\"}"))
                .on("DELETE /api/v1/sessions/current", json(204, ""))
                .on("GET /api/v1/me", json(200, "{\"username\": \"admin\"}"));
    }

    private Path file() {
        return scene.home().resolve(".config/moru/contexts.json");
    }
}
