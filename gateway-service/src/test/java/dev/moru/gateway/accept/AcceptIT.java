package dev.moru.gateway.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.durable.FailPoint;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptIT {

    private static final String KEY = "Idempotency-Key";

    private RunningGateway gateway;
    private ApiClient api;

    @BeforeAll
    void start() {
        gateway = RunningGateway.start();
        Lab.configure(gateway.client());
        api = new ApiClient(gateway.client());
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
    }

    @Test
    void acceptsOneOfAHundredTwinsAndAnswersAllAlike() {
        var key = UUID.randomUUID().toString();

        var operations = IntStream.range(0, 100)
                .parallel()
                .mapToObj(twin -> create("twin", key)
                        .expectStatus()
                        .isAccepted()
                        .returnResult(String.class)
                        .getResponseHeaders()
                        .getLocation())
                .distinct()
                .toList();

        assertThat(operations).hasSize(1);
        assertThat(count("select count(*) from operation where target_name = 'twin'"))
                .isOne();
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        var key = UUID.randomUUID().toString();
        create("first-body", key).expectStatus().isAccepted();

        create("second-body", key)
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/key-reused");
    }

    @Test
    void refusesRolesWhereNobodyConfigures() {
        api.post(ApiClient.SERVERS, """
                {"name": "with-roles", "image": "debian-12", "roles": ["web"]}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/participant-absent");
        api.post(api.newServer("plain") + ":configure").expectStatus().isEqualTo(422);
    }

    @Test
    void refusesANameThatIsTaken() {
        api.newServer("taken");

        api.createServer("taken")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/name-taken")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/name");
        assertThat(count("select count(*) from operation where target_name = 'taken'"))
                .isOne();
    }

    @Test
    void storesNothingWhenTheCommitFails() {
        FailPoint.arm("gateway.accept.before-commit");
        var key = UUID.randomUUID().toString();

        create("failed-commit", key).expectStatus().isAccepted();

        assertThat(count("select count(*) from operation where target_name = 'failed-commit'"))
                .as("the group failed once and was redone")
                .isOne();
        assertThat(count("select count(*) from audit where target_name = 'failed-commit'"))
                .isOne();
    }

    @Test
    void answersWithTheStoredOperationWhenItFailsBehindTheCommit() {
        FailPoint.arm("gateway.accept.after-commit");

        create("behind-commit", UUID.randomUUID().toString()).expectStatus().isAccepted();

        assertThat(count("select count(*) from operation where target_name = 'behind-commit'"))
                .isOne();
    }

    @Test
    void refusesAnEighteenthOpenOperationButNotADelete() {
        var server = api.newServer("busy");
        for (int i = 0; i < 16; i++) {
            api.post(server + ":reboot").expectStatus().isAccepted();
        }

        api.post(server + ":reboot")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/too-many-open-operations");
        api.delete(server).expectStatus().isAccepted();
        api.post(server + ":start")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/being-deleted");
    }

    @Test
    void keepsTheOrderOfCommandsThatArriveTogether() {
        var server = api.newServer("ordered");

        IntStream.range(0, 16)
                .parallel()
                .forEach(i -> api.post(server + ":reboot").expectStatus().isAccepted());

        assertThat(count("select open_operations from head where name = 'ordered'"))
                .isEqualTo(17);
        assertThat(count("select accepted_sequence from head where name = 'ordered'"))
                .isEqualTo(17);
        assertThat(count("""
                select last_sequence from stream join head h on subject = h.id::text
                where h.name = 'ordered' and topic = 'moru.provisioning.commands'
                """)).isEqualTo(17);
    }

    @Test
    void changesOnlyTheVersionThatWasMeant() {
        var server = api.newServer("versioned");

        api.patch(server, "{\"cores\": 2}", "If-Match", "\"7\"")
                .expectStatus()
                .isEqualTo(412)
                .expectBody()
                .jsonPath("$.revision")
                .isEqualTo(1);
        api.patch(server, "{\"cores\": 2}", "If-Match", "\"1\"")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.spec.cores")
                .isEqualTo(2);
    }

    @Test
    void refusesToDeleteWhatIsProtected() {
        var server = api.newServer("guarded");
        api.patch(server, "{\"protected\": true}").expectStatus().isAccepted();

        api.delete(server)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/protected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validateOnly", "validateOnly=", "validateOnly=true"})
    void onlyTellsWhatWouldHappen(String flag) {
        api.post(ApiClient.SERVERS + "?" + flag, "{\"name\": \"imagined\", \"image\": \"debian-12\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.spec.cores")
                .isEqualTo(1)
                .jsonPath("$.steps[0].name")
                .isEqualTo("reserve");
        assertThat(count("select count(*) from head where name = 'imagined'")).isZero();
    }

    @Test
    void waitsForTheEndNoLongerThanItWasAskedTo() {
        api.post(ApiClient.SERVERS + "?wait=100ms", "{\"name\": \"awaited\", \"image\": \"debian-12\"}")
                .expectStatus()
                .isAccepted();
        api.post(ApiClient.SERVERS + "?wait=400s", "{\"name\": \"impatient\", \"image\": \"debian-12\"}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void asksTheOwnerToCancel() {
        var operation = create("cancelled", UUID.randomUUID().toString())
                .returnResult(String.class)
                .getResponseHeaders()
                .getLocation();

        api.post(operation + ":cancel")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.cancel")
                .isEqualTo("REQUESTED");
        api.post(operation + ":cancel").expectStatus().isAccepted();
        assertThat(count("select count(*) from audit where action = 'operation.cancel'"))
                .isOne();
        api.post(operation + ":retry")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/not-retryable");
    }

    @Test
    void actsOnManyServersAndTellsForEachWhatBecomesOfIt() {
        api.newServer("many-1");
        api.newServer("many-2");
        api.post(ApiClient.SERVERS + ":bulk", """
                {"action": "reboot", "servers": ["many-1", "many-2", "many-3"], "maxInFlight": 1}""")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("server.bulk")
                .jsonPath("$.children.total")
                .isEqualTo(2)
                .jsonPath("$.items[0].operation")
                .isNotEmpty()
                .jsonPath("$.items[2].problem")
                .isEqualTo("https://moru.dev/problems/not-found");
        assertThat(count("select count(*) from operation where parent is not null and target_name like 'many-%'"))
                .isEqualTo(2);
    }

    @Test
    void answersABulkRequestThatIsSentAgainAsTheFirstTime() {
        api.newServer("twice-1");
        var body = """
                {"action": "delete", "filter": "name:twice", "expectedCount": 1}""";
        var first = bulk(body, "bulk-1");
        // Whatever the filter matches by now.
        api.newServer("twice-2");

        assertThat(bulk(body, "bulk-1")).isEqualTo(first).contains("\"items\":[{\"server\":");
        api.post(ApiClient.SERVERS + ":bulk", """
                {"action": "delete", "servers": ["twice-2"]}""", KEY, "bulk-1").expectStatus().isEqualTo(422);
    }

    @Test
    void remembersWhyABulkRequestHasLeftAServerOut() {
        var body = """
                {"action": "start", "servers": ["nobody"]}""";

        assertThat(bulk(body, "bulk-2")).isEqualTo(bulk(body, "bulk-2")).contains("there is no server nobody");
    }

    private String bulk(String body, String key) {
        return api.post(ApiClient.SERVERS + ":bulk", body, KEY, key)
                .expectStatus()
                .isAccepted()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void refusesAFilterThatMatchesAnotherNumberOfServers() {
        api.newServer("counted-1");
        api.newServer("counted-2");

        api.post(ApiClient.SERVERS + ":bulk", """
                {"action": "stop", "filter": "name:counted", "expectedCount": 5}""")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.actualCount")
                .isEqualTo(2);
        api.post(ApiClient.SERVERS + ":bulk", """
                {"action": "stop", "filter": "name:counted", "expectedCount": 2}""").expectStatus().isAccepted();
    }

    private WebTestClient.ResponseSpec create(String name, String key) {
        return api.post(ApiClient.SERVERS, "{\"name\": \"%s\", \"image\": \"debian-12\"}".formatted(name), KEY, key);
    }

    private long count(String sql) {
        return gateway.jdbc().sql(sql).query(Long.class).single();
    }
}
