package dev.moru.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.gateway.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every route there is, called by those who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesIT {

    private RunningGateway gateway;

    private record Route(HttpMethod method, String path, String permission) {}

    @BeforeAll
    void start() {
        gateway = RunningGateway.start();
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @Test
    void declareTheirPermission() {
        assertThat(routes())
                .hasSizeGreaterThan(40)
                .allSatisfy(route -> assertThat(route.permission())
                        .as(route.toString())
                        .matches("[a-z-]+:[a-z-]+|signed-in|anyone"));
    }

    @Test
    void areClosedToAnonymousCallers() {
        for (var route : routes()) {
            if (!route.permission().equals(Permitted.ANYONE)) {
                gateway.anonymous()
                        .method(route.method())
                        .uri(route.path())
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange()
                        .expectStatus()
                        .isUnauthorized();
            }
        }
    }

    @Test
    void areClosedToWhoHasNoPermission() {
        gateway.jdbc().sql("""
                        insert into api_token (id, hash, account, name, scopes, created_at, expires_at)
                        values (gen_random_uuid(), ?, 'admin', 'powerless', '{none:at-all}', now(), now() + interval '1 hour')
                        """).param(hashOf(POWERLESS)).update();
        for (var route : routes()) {
            if (route.permission().contains(":")) {
                gateway.anonymous()
                        .method(route.method())
                        .uri(route.path())
                        .header("Authorization", "Bearer " + POWERLESS)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange()
                        .expectStatus()
                        .isForbidden();
            }
        }
    }

    @Test
    void leaveTheInsidesOfTheServiceToThoseWhoMayReadMetrics() {
        gateway.anonymous()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        gateway.anonymous()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
        gateway.client()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics).contains("http_requests_total", "http_request_duration_seconds"));
    }

    private static final String POWERLESS = SecretToken.newApiToken();

    private static byte[] hashOf(String token) {
        var hash = new byte[32];
        TokenHash.of(token).bytes().get(hash);
        return hash;
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        gateway.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, handler) -> {
                    if (handler.getBeanType().getName().startsWith("dev.moru")) {
                        routes.addAll(routesOf(info, handler));
                    }
                });
        return routes;
    }

    private static List<Route> routesOf(RequestMappingInfo info, HandlerMethod handler) {
        var declared = handler.getMethodAnnotation(Permitted.class);
        var routes = new ArrayList<Route>();
        for (var method : info.getMethodsCondition().getMethods()) {
            for (var pattern : info.getPatternsCondition().getPatterns()) {
                var path = pattern.getPatternString()
                        .replace("{id}", "01990000-0000-7000-8000-000000000009")
                        .replaceAll("[{][^}]+[}]", "default");
                routes.add(new Route(method.asHttpMethod(), path, declared == null ? "none" : declared.value()));
            }
        }
        return routes;
    }
}
