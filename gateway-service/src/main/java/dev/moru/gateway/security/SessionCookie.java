package dev.moru.gateway.security;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The cookie of the console's session: for this host only, out of reach of scripts, and never sent from other sites. */
final class SessionCookie {

    private final boolean secure;

    /** @param secure whether the gateway is reached by TLS; browsers take the {@code __Host-} prefix only then */
    SessionCookie(boolean secure) {
        this.secure = secure;
    }

    Optional<String> valueIn(ServerHttpRequest request) {
        return Optional.ofNullable(request.getCookies().getFirst(name())).map(HttpCookie::getValue);
    }

    ResponseCookie of(String value, Duration lifetime) {
        return ResponseCookie.from(name(), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/")
                .maxAge(lifetime)
                .build();
    }

    ResponseCookie removal() {
        return of("", Duration.ZERO);
    }

    private String name() {
        return secure ? "__Host-moru-session" : "moru-session";
    }
}
