package dev.moru.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreateServerIT {

    private static final String SERVERS = "/api/v1/projects/default/servers";

    private RunningGateway gateway;
    private WebTestClient client;

    @BeforeAll
    void start() {
        gateway = RunningGateway.start();
        client = gateway.client();
        Lab.configure(client);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void answersWithTheOperationAndTheSpecThatWasFilledIn() {
        create("""
                {"name": "filled-in", "image": "debian-12"}""")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueMatches("Location", "/api/v1/operations/.+")
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("server.create")
                .jsonPath("$.state")
                .isEqualTo("ACCEPTED")
                .jsonPath("$.actor")
                .isEqualTo("user:admin")
                .jsonPath("$.spec.site")
                .isEqualTo("lab")
                .jsonPath("$.spec.preset")
                .isEqualTo("small")
                .jsonPath("$.spec.memoryMiB")
                .isEqualTo(1024)
                .jsonPath("$.spec.disks[0].sizeGiB")
                .isEqualTo(8)
                .jsonPath("$.spec.networks[0].ipv4")
                .isEqualTo("auto");
    }

    @Test
    void storesOperationAuditRowAndCommandTogether() {
        create("""
                {"name": "stored", "image": "debian-12"}""").expectStatus().isAccepted();

        var head = gateway.jdbc()
                .sql("select id, open_operations, version from head where name = 'stored'")
                .query()
                .singleRow();
        assertThat(head).containsEntry("open_operations", 1).containsEntry("version", 1L);
        assertThat(count("select count(*) from operation where target_id = :id", head.get("id")))
                .isOne();
        assertThat(count(
                        "select count(*) from audit where target_id = :id::text and action = 'server.create'",
                        head.get("id")))
                .isOne();
        assertThat(count("select last_sequence from stream where subject = :id::text", head.get("id")))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource({"roles, /roles/0", "tags, /tags/0", "disks, /disks/0", "networks, /networks/0"})
    void refusesAListWithNothingInIt(String list, String pointer) {
        create("{\"name\": \"gaps\", \"image\": \"debian-12\", \"%s\": [null]}".formatted(list))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    @Test
    void refusesALoginWithAKeyThatIsNone() {
        create("""
                {"name": "gaps", "image": "debian-12", "login": {"sshKeys": [null]}}""").expectStatus().isBadRequest();
    }

    @Test
    void refusesAChangeOfRolesWithNothingInIt() {
        client.patch()
                .uri(SERVERS + "/anything")
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{\"roles\": [null]}")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private long count(String sql, Object id) {
        return gateway.jdbc().sql(sql).param("id", id).query(Long.class).single();
    }

    private WebTestClient.ResponseSpec create(String body) {
        return client.post()
                .uri(SERVERS)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
