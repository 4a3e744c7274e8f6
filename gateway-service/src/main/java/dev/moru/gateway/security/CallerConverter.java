package dev.moru.gateway.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out who has sent a request. Empty when the request does not say. */
final class CallerConverter implements ServerAuthenticationConverter {

    private static final String BEARER = "Bearer ";

    private final ConfiguredTokens configured;

    CallerConverter(ConfiguredTokens configured) {
        this.configured = configured;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Mono.empty();
        }
        var token = TokenHash.of(header.substring(BEARER.length()).strip());
        return Mono.justOrEmpty(configured.callerOf(token))
                .<Authentication>map(CallerAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown token")));
    }
}
