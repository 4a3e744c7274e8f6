package dev.moru.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.ApiClient;
import dev.moru.gateway.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {

    private RunningGateway gateway;
    private WebTestClient anonymous;
    private ApiClient api;

    @BeforeAll
    void start() {
        gateway = RunningGateway.start();
        anonymous = gateway.anonymous();
        api = new ApiClient(gateway.client());
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void signsInByPasswordAndTakesWritesOnlyWithTheTokenOfTheSession() {
        var answer = signIn("admin", RunningGateway.ADMIN_PASSWORD)
                .expectStatus()
                .isCreated()
                .returnResult(Map.class);
        var csrf = String.valueOf(answer.getResponseBody().blockFirst().get("csrfToken"));
        var cookie = answer.getResponseHeaders().getFirst(HttpHeaders.SET_COOKIE);
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        var session = cookie.substring(0, cookie.indexOf(';'));

        anonymous
                .get()
                .uri("/api/v1/me")
                .header("Cookie", session)
                .exchange()
                .expectStatus()
                .isOk();
        createToken(session, null)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/csrf-token-missing");
        createToken(session, csrf).expectStatus().isCreated();
        anonymous
                .delete()
                .uri("/api/v1/sessions/current")
                .header("Cookie", session)
                .header("X-CSRF-Token", csrf)
                .exchange()
                .expectStatus()
                .isNoContent();
        anonymous
                .get()
                .uri("/api/v1/me")
                .header("Cookie", session)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private WebTestClient.ResponseSpec createToken(String session, String csrf) {
        var request = anonymous.post().uri("/api/v1/tokens").header("Cookie", session);
        if (csrf != null) {
            request.header("X-CSRF-Token", csrf);
        }
        return request.contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\": \"console\"}")
                .exchange();
    }

    @Test
    void answersAWrongNameLikeAWrongPasswordAndLocksBothOut() {
        for (var name : new String[] {"locked", "nobody"}) {
            gateway.jdbc()
                    .sql("insert into account values ('locked', 'x', now(), now()) on conflict do nothing")
                    .update();
            for (int i = 0; i < 5; i++) {
                signIn(name, "wrong")
                        .expectStatus()
                        .isUnauthorized()
                        .expectBody()
                        .jsonPath("$.detail")
                        .isEqualTo("name or password is wrong");
            }
            signIn(name, "wrong").expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
        }
    }

    @Test
    void givesATokenThatCanDoNoMoreThanItsScopes() {
        var made = api.post("/api/v1/tokens", "{\"name\": \"reader\", \"scopes\": [\"server:read\"]}")
                .expectStatus()
                .isCreated()
                .returnResult(Map.class)
                .getResponseBody()
                .blockFirst();
        var token = String.valueOf(made.get("token"));
        assertThat(token).startsWith("moru_");
        var reader = new ApiClient(anonymous
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .build());

        reader.get(ApiClient.SERVERS).expectStatus().isOk();
        reader.createServer("forbidden").expectStatus().isForbidden();
        assertThat(gateway.jdbc()
                        .sql("select count(*) from audit where outcome = 'denied' and actor = 'token:reader'")
                        .query(Long.class)
                        .single())
                .isOne();
        api.get("/api/v1/tokens").expectBody().jsonPath("$.items[0].token").doesNotExist();
    }

    @Test
    void storesNoTokenAndNoPasswordInTheClear() {
        assertThat(gateway.jdbc()
                        .sql("select password_hash from account where name = 'admin'")
                        .query(String.class)
                        .single())
                .startsWith("$2");
    }

    private WebTestClient.ResponseSpec signIn(String name, String password) {
        return anonymous
                .post()
                .uri("/api/v1/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", name, "password", password))
                .exchange();
    }
}
