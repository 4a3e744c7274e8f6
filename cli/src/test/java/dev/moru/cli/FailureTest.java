package dev.moru.cli;

import static dev.moru.cli.FakeGateway.cut;
import static dev.moru.cli.FakeGateway.json;
import static dev.moru.cli.FakeGateway.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

    private static final String SERVERS = "/api/v1/projects/default/servers";

    @RegisterExtension
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({"400,2", "403,4", "404,3", "409,5", "412,5", "422,2", "500,1", "502,7", "504,7"})
    void turnsTheStatusIntoAnExitCode(int status, int code) {
        scene.gateway().on("POST " + SERVERS, problem(status, "{\"title\": \"No\", \"detail\": \"because\"}"));

        assertThat(scene.moru().run("server", "create", "web-01")).isEqualTo(code);
        assertThat(scene.moru().out()).isEmpty();
        assertThat(scene.moru().err()).isEqualTo("error: because\n");
    }

    @Test
    void tellsEachFieldThatWasRefused() {
        scene.gateway().on("POST " + SERVERS, problem(422, """
                                {"type": "about:blank", "title": "Bad input", "detail": "the server cannot be made",
                                 "errors": [{"pointer": "/image", "detail": "there is no image debain"},
                                            {"pointer": "/cores", "detail": "at least 1"}]}"""));

        assertThat(scene.moru().run("server", "create", "web-01")).isEqualTo(2);
        assertThat(scene.moru().err()).isEqualTo("""
                error: the server cannot be made
                  /image: there is no image debain
                  /cores: at least 1
                """);
    }

    @Test
    void showsNothingOfAnErrorPageThatIsNoProblem() {
        scene.gateway()
                .on("GET " + SERVERS, new FakeGateway.Answer(502, "text/html", "<html>bad gateway</html>", List.of()));

        assertThat(scene.moru().run("server", "list")).isEqualTo(7);
        assertThat(scene.moru().err()).isEqualTo("error: the gateway answered 502\n");
    }

    @Test
    void comesBackWithTheSameKeyWhenTheGatewayIsBusy() {
        scene.gateway()
                .on(
                        "POST " + SERVERS,
                        problem(429, "{\"detail\": \"admission is closed\"}", "Retry-After", "3"),
                        json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "create", "web-01")).isZero();
        assertThat(scene.moru().rests()).containsExactly(Duration.ofSeconds(3));
        assertThat(scene.moru().err()).isEqualTo("admission is closed; trying again for up to 30 s\n");
        var requests = scene.gateway().requests("POST");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).header("Idempotency-Key"))
                .isNotEmpty()
                .isEqualTo(requests.get(1).header("Idempotency-Key"));
        assertThat(requests.get(0).body()).isEqualTo(requests.get(1).body());
    }

    @Test
    void sendsAWriteAgainWithTheSameKeyWhenTheConnectionBreaks() {
        scene.gateway().on("POST " + SERVERS, cut(), cut(), json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("server", "create", "web-01")).isZero();
        assertThat(scene.gateway().requests("POST"))
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(request -> request.header("Idempotency-Key"))
                .containsOnly(scene.gateway().requests("POST").get(0).header("Idempotency-Key"));
    }

    @Test
    void givesUpWhenTheTimeForRetriesIsOver() {
        scene.gateway()
                .on("POST " + SERVERS, problem(503, "{\"detail\": \"the database is away\"}", "Retry-After", "4"));

        assertThat(scene.moru().run("server", "create", "web-01", "--retry-for", "10s"))
                .isEqualTo(7);
        assertThat(scene.moru().rests()).containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
        assertThat(scene.moru().err()).endsWith("error: the database is away\n");
    }

    @Test
    void tellsAtOnceThatNobodyAnswersAReader() {
        var nobody = "http://127.0.0.1:1";

        assertThat(scene.moru().with("MORU_URL", nobody).run("server", "list")).isEqualTo(7);
        assertThat(scene.moru().err()).isEqualTo("error: http://127.0.0.1:1 does not answer\n");
        assertThat(scene.moru().rests()).isEmpty();
    }

    @Test
    void tellsAWriterAfterHavingTriedForAWhile() {
        assertThat(scene.moru().with("MORU_URL", "http://127.0.0.1:1").run("server", "create", "web-01"))
                .isEqualTo(7);
        assertThat(scene.moru().rests()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "server frobnicate|Unmatched argument at index 1: 'frobnicate'",
                "server list --limit many|Invalid value for option '--limit'",
                "server create|the server needs a name",
                "server create x --memory lots|'lots' is not a size",
                "server create x --retry-for soon|'soon' is not a duration",
                "server list -o xml|Invalid value for option '--output'",
                "nonsense|Unmatched argument at index 0: 'nonsense'"
            })
    void refusesAWrongCommandLine(String line, String sentence) {
        assertThat(scene.moru().run(line.split(" "))).isEqualTo(2);
        assertThat(scene.moru().out()).isEmpty();
        assertThat(scene.moru().err()).contains("error: ").contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void refusesAFileThatItCannotRead() {
        assertThat(scene.moru().run("server", "create", "-f", "/no/such/file")).isEqualTo(2);
        assertThat(scene.moru().reading("a: [b").run("server", "create", "-f", "-"))
                .isEqualTo(2);
        assertThat(scene.moru().reading("- a").run("server", "create", "-f", "-"))
                .isEqualTo(2);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(scene.moru().with("MORU_URL", "moru.example.org").run("server", "list"))
                .isEqualTo(2);
        assertThat(scene.moru().err()).contains("'moru.example.org' is not a URL");
    }

    @Test
    void tellsHowToSignInWhenNobodyHas() {
        scene.gateway().on("GET " + SERVERS, problem(401, "{\"detail\": \"sign in, or send a valid token\"}"));

        assertThat(scene.moru().without("MORU_TOKEN").run("server", "list")).isEqualTo(4);
        assertThat(scene.moru().err()).endsWith("  sign in with 'moru login', or set MORU_TOKEN\n");
    }
}
