package dev.moru.gateway.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Topics;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.Happenings;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesIT {

    private static final String SERVERS = ApiClient.SERVERS;
    private static final String PROBLEMS = "https://moru.dev/problems/";
    private static final String SECRET = "correct-horse-battery";

    private RunningGateway gateway;
    private ApiClient api;

    @BeforeAll
    void start() {
        var database = RunningGateway.newDatabase();
        var group = "." + database.name();
        gateway = RunningGateway.startOn(
                database,
                "--moru.participants=config,monitoring",
                "--moru.gateway.gone-secrets.look=PT0.2S",
                "--spring.cloud.stream.bindings.provisioningEvents-in-0.group=a" + group,
                "--spring.cloud.stream.bindings.configEvents-in-0.group=d" + group,
                "--spring.cloud.stream.bindings.backupEvents-in-0.group=f" + group,
                "--spring.cloud.stream.bindings.monitoringEvents-in-0.group=e" + group,
                "--spring.cloud.stream.bindings.notificationEvents-in-0.group=b" + group,
                "--spring.cloud.stream.bindings.operationLog-in-0.group=c" + group);
        Lab.configure(gateway.client());
        api = new ApiClient(gateway.client());
        refusesRolesUntilTheyAreKnown();
        try (var source = new EventSource()) {
            source.publish(new Happenings()
                    .event(
                            Topics.CONFIG_EVENTS,
                            RolesPublished.SUBJECT,
                            Roles.PUBLISHED,
                            MessageContext.NONE.withActor("system:config")));
            source.flush();
        }
        await().untilAsserted(() -> api.get("/api/v1/roles/web").expectStatus().isOk());
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private void refusesRolesUntilTheyAreKnown() {
        create("early", "\"roles\": [\"web\"]")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(PROBLEMS + "roles-unknown");
    }

    @Test
    void saysWhatTheServicesOfThisInstallationCanDo() {
        api.get("/api/v1/info")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.features")
                .value(features -> assertThat(features)
                        .asList()
                        .contains("servers", "roles", "alerts")
                        .doesNotContain("backups"));
    }

    @Test
    void listsTheRolesWithTheirVariables() {
        api.get("/api/v1/roles")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[*].name")
                .value(names -> assertThat(names).asList().containsExactly("agent", "base", "db", "web"));
        api.get("/api/v1/roles/db")
                .expectBody()
                .jsonPath("$.variables[0].fields[1].secret")
                .isEqualTo(true);
        api.get("/api/v1/roles/moon").expectStatus().isNotFound();
    }

    @Test
    void createsAServerWithRolesAndShowsTheStepsOfThoseWhoAreThere() {
        create("web-01", """
                "roles": ["web"], "roleVariables": {"web": {"web_port": 8080}}, "onConfigureFailure": "rollback\"""")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.spec.roles[0]")
                .isEqualTo("web")
                .jsonPath("$.spec.roleVariables.web.web_port")
                .isEqualTo(8080)
                .jsonPath("$.spec.onConfigureFailure")
                .isEqualTo("rollback")
                .jsonPath("$.steps[*].name")
                .value(names ->
                        assertThat(names).asList().containsExactly("reserve", "clone", "boot", "configure", "watch"));
    }

    @Test
    void pointsAtWhatDoesNotFitTheCatalogue() {
        create("wrong", """
                "roles": ["web", "moon"], "roleVariables": {"web": {"web_port": "80"}}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(PROBLEMS + "unknown-reference")
                .jsonPath("$.errors[*].pointer")
                .value(pointers ->
                        assertThat(pointers).asList().containsExactly("/roles/1", "/roleVariables/web/web_port"));
    }

    @Test
    void keepsSecretsInTheStoreAndShowsReferences() {
        createWithSecret("db-01", UUID.randomUUID().toString()).expectStatus().isAccepted();

        var reference = referenceOf("db-01");
        try (var kept = gateway.bean(SecretStore.class).get(SecretReference.parse(reference))) {
            assertThat(kept.text()).isEqualTo(SECRET);
        }
        assertThat(everythingStored()).doesNotContain(SECRET);
        api.get(SERVERS + "/db-01")
                .expectBody(String.class)
                .value(body -> assertThat(body).contains(reference).doesNotContain(SECRET));
    }

    @Test
    void keepsNoSecretOfARequestThatIsSentAgainOrRefused() {
        var key = UUID.randomUUID().toString();
        createWithSecret("db-02", key).expectStatus().isAccepted();
        long kept = secrets();

        createWithSecret("db-02", key).expectStatus().isAccepted();
        createWithSecret("db-02", UUID.randomUUID().toString()).expectStatus().isEqualTo(409);

        assertThat(secrets()).isEqualTo(kept);
    }

    @Test
    void showsWithValidateOnlyWhatWouldBeAndKeepsNothing() {
        long kept = secrets();

        api.post(SERVERS + "?validateOnly=true", body("db-03", databaseUser("\"" + SECRET + "\"")))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(answer -> assertThat(answer)
                        .contains("\"roles\":[\"db\"]", "secretRef")
                        .doesNotContain(SECRET));

        assertThat(secrets()).isEqualTo(kept);
    }

    @Test
    void keepsASecretThatAChangeShowsAsItWasAndTakesNobodyElses() {
        createWithSecret("db-04", UUID.randomUUID().toString()).expectStatus().isAccepted();
        createWithSecret("db-05", UUID.randomUUID().toString()).expectStatus().isAccepted();
        var own = referenceOf("db-04");

        api.patch(SERVERS + "/db-04", "{" + databaseUser("{\"secretRef\": \"" + own + "\"}") + "}")
                .expectStatus()
                .isAccepted();
        assertThat(referenceOf("db-04")).isEqualTo(own);
        api.patch(SERVERS + "/db-05", "{" + databaseUser("{\"secretRef\": \"" + own + "\"}") + "}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/roleVariables/db/db_users/0/password");
        api.patch(SERVERS + "/db-04", "{" + databaseUser("\"another\"") + "}")
                .expectStatus()
                .isAccepted();
        assertThat(referenceOf("db-04")).isNotEqualTo(own);
    }

    @Test
    void forgetsTheSecretsOfAServerThatHasLongBeenGoneOnceNothingNamesThem() {
        var recent = secretOf("db-06");
        var backedUp = secretOf("db-07");
        var restored = secretOf("db-08");
        var unnamed = secretOf("db-09");
        backUp("db-07");
        createWithSecret("db-10", UUID.randomUUID().toString()).expectStatus().isAccepted();
        gateway.jdbc()
                .sql("update head set spec = (select spec from head where name = 'db-08') where name = 'db-10'")
                .update();

        goAway("db-06", 29);
        List.of("db-07", "db-08", "db-09").forEach(name -> goAway(name, 31));

        await().untilAsserted(() -> assertThat(isKept(unnamed)).isFalse());
        assertThat(List.of(recent, backedUp, restored)).allMatch(this::isKept);
        gateway.jdbc().sql("update backup_view set state = 'REMOVED'").update();
        await().untilAsserted(() -> assertThat(isKept(backedUp)).isFalse());
    }

    private SecretReference secretOf(String name) {
        createWithSecret(name, UUID.randomUUID().toString()).expectStatus().isAccepted();
        return SecretReference.parse(referenceOf(name));
    }

    private boolean isKept(SecretReference reference) {
        try (var kept = gateway.bean(SecretStore.class).get(reference)) {
            return true;
        } catch (SecretFailure gone) {
            return false;
        }
    }

    private void backUp(String server) {
        gateway.jdbc().sql("""
                        insert into backup_view (id, project, server_id, server, site, state, started_at, revision, document)
                        select gen_random_uuid(), project, id, name, site, 'AVAILABLE', now(), 1,
                          jsonb_build_object('spec', spec)
                        from head where name = ?
                        """).param(server).update();
    }

    /** As if it had been made, and deleted that many days ago. */
    private void goAway(String server, int days) {
        gateway.jdbc().sql("""
                        with gone as (
                          update head set gone_at = now() - make_interval(days => ?), open_operations = 0 where name = ?
                          returning id)
                        update operation set state = 'SUCCEEDED' where target_id in (select id from gone)
                        """).params(days, server).update();
    }

    @Test
    void changesTheRolesOfAServer() {
        create("web-02", """
                "roles": ["web"], "roleVariables": {"web": {"web_port": 8080}}""").expectStatus().isAccepted();

        api.patch(SERVERS + "/web-02", "{\"roles\": [\"db\"]}").expectStatus().isAccepted();

        api.get(SERVERS + "/web-02")
                .expectBody()
                .jsonPath("$.spec.roles[0]")
                .isEqualTo("db")
                .jsonPath("$.spec.roleVariables")
                .isEmpty();
        var command = gateway.jdbc()
                .sql("select request ->> 'body' from operation where kind = 'server.update' and target_name = 'web-02'")
                .query(String.class)
                .single();
        assertThat(command).contains("\"roles\": [\"db\"]", "\"web_port\": null");
    }

    @Test
    void configuresAServerAgainAndManyAtOnce() {
        create("web-03", "\"roles\": [\"web\"]").expectStatus().isAccepted();

        api.post(SERVERS + "/web-03:configure", "{\"check\": true}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("server.configure")
                .jsonPath("$.steps[0].name")
                .isEqualTo("configure");
        api.post(SERVERS + ":bulk", "{\"action\": \"configure\", \"servers\": [\"web-03\"]}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.children.total")
                .isEqualTo(1);
    }

    private WebTestClient.ResponseSpec createWithSecret(String name, String key) {
        return api.post(SERVERS, body(name, databaseUser("\"" + SECRET + "\"")), "Idempotency-Key", key);
    }

    private WebTestClient.ResponseSpec create(String name, String more) {
        return api.post(SERVERS, body(name, more));
    }

    private static String body(String name, String more) {
        return "{\"name\": \"%s\", \"image\": \"debian-12\", %s}".formatted(name, more);
    }

    private static String databaseUser(String password) {
        return """
                "roles": ["db"], "roleVariables": {"db": {"db_users": [{"name": "shop", "password": %s}]}}""".formatted(password);
    }

    private String referenceOf(String name) {
        return gateway.jdbc()
                .sql("select spec #>> '{roleVariables,db,db_users,0,password,secretRef}' from head where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private String everythingStored() {
        return String.join("", gateway.jdbc().sql("""
                        select request::text || document::text from operation
                        union all select convert_from(body, 'UTF8') from outbox
                        union all select spec::text from head where spec is not null
                        union all select to_jsonb(audit)::text from audit""").query(String.class).list());
    }

    private long secrets() {
        return gateway.jdbc()
                .sql("select count(*) from secrets.sealed_value")
                .query(Long.class)
                .single();
    }
}
