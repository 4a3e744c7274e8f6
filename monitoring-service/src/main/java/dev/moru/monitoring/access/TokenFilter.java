package dev.moru.monitoring.access;

import dev.moru.monitoring.MonitoringProperties;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets in who shows the token of what is called. What is not named here is not there, but for the actuator. */
@Component
class TokenFilter implements WebFilter {

    private static final String SCHEME = "Bearer ";

    private final Map<String, byte[]> tokens;

    TokenFilter(MonitoringProperties properties) {
        this.tokens = Map.of(
                "/sd/prometheus", bytes(properties.discovery().secret("moru.monitoring.discovery.token")),
                "/hooks/alertmanager", bytes(properties.alerts().secret("moru.monitoring.alerts.token")));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        if (path.startsWith("/actuator/")) {
            return chain.filter(exchange);
        }
        var token = tokens.get(path);
        if (token == null) {
            return refuse(exchange, HttpStatus.NOT_FOUND);
        }
        return shows(exchange.getRequest(), token) ? chain.filter(exchange) : askForToken(exchange);
    }

    private static boolean shows(ServerHttpRequest request, byte[] token) {
        var shown = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return shown != null
                && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(token, bytes(shown.substring(SCHEME.length())));
    }

    private static Mono<Void> askForToken(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return refuse(exchange, HttpStatus.UNAUTHORIZED);
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
