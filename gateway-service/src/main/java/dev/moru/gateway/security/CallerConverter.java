package dev.moru.gateway.security;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds out who has sent a request. Empty when the request does not say. */
final class CallerConverter implements ServerAuthenticationConverter {

    private static final String BEARER = "Bearer ";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Credentials credentials;
    private final SessionCookie cookie;

    CallerConverter(Credentials credentials, SessionCookie cookie) {
        this.credentials = credentials;
        this.cookie = cookie;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return bearer(request)
                .map(token -> found(credentials.byToken(token)))
                .or(() -> cookie.valueIn(request).map(session -> signedIn(request, session)))
                .orElseGet(Mono::empty);
    }

    private static Optional<String> bearer(ServerHttpRequest request) {
        return Optional.ofNullable(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    /** Cookies come along by themselves, so a write has to show that it was meant. */
    private Mono<Authentication> signedIn(ServerHttpRequest request, String session) {
        var given = request.getHeaders().getFirst(CsrfToken.HEADER);
        if (!READS.contains(request.getMethod()) && !CsrfToken.matches(given, session)) {
            return Mono.error(
                    () -> Problem.of(ProblemType.CSRF_TOKEN_MISSING, "send the sign-in's token as " + CsrfToken.HEADER)
                            .asException());
        }
        return found(credentials.bySession(session));
    }

    private static Mono<Authentication> found(Mono<Caller> caller) {
        return caller.<Authentication>map(CallerAuthentication::new)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("neither a valid token nor a session")));
    }
}
