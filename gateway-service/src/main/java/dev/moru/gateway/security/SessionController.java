package dev.moru.gateway.security;

import dev.moru.gateway.audit.AuditEntry.Outcome;
import dev.moru.gateway.problem.Complaints;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in and out of the console. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1024;

    private final SignIn signIn;
    private final SessionCookie cookie;
    private final Credentials credentials;
    private final AccessLog accessLog;

    SessionController(SignIn signIn, SessionCookie cookie, Credentials credentials, AccessLog accessLog) {
        this.signIn = signIn;
        this.cookie = cookie;
        this.credentials = credentials;
        this.accessLog = accessLog;
    }

    @PostMapping
    @Permitted(Permitted.ANYONE)
    Mono<ResponseEntity<Session>> begin(@RequestBody SignInRequest request, ServerWebExchange exchange) {
        var name = request.checkedName();
        return signIn.begin(name, request.checkedPassword())
                .onErrorResume(refusal -> accessLog
                        .append(exchange, "user:" + name, "session.create", Outcome.FAILED)
                        .then(Mono.error(refusal)))
                .delayUntil(begun -> accessLog.append(
                        exchange, begun.account().asCaller().actor(), "session.create", Outcome.ACCEPTED))
                .map(SessionController.this::signedIn);
    }

    private ResponseEntity<Session> signedIn(SignIn.Begun begun) {
        var csrf = CsrfToken.of(begun.value());
        var lifetime = Duration.between(Instant.now(), begun.expiresAt());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.of(begun.value(), lifetime).toString())
                .header(CsrfToken.HEADER, csrf)
                .body(new Session(begun.account().name(), csrf, begun.expiresAt()));
    }

    @DeleteMapping("/current")
    @Permitted(Permitted.SIGNED_IN)
    Mono<ResponseEntity<Void>> end(@AuthenticationPrincipal Caller caller, ServerWebExchange exchange) {
        var ended = Mono.justOrEmpty(cookie.valueIn(exchange.getRequest()))
                .flatMap(value -> signIn.end(value).doOnSuccess(nothing -> credentials.forget(value)));
        return ended.then(accessLog.append(exchange, caller.actor(), "session.delete", Outcome.ACCEPTED))
                .thenReturn(ResponseEntity.noContent()
                        .header(HttpHeaders.SET_COOKIE, cookie.removal().toString())
                        .build());
    }

    /** Who wants to sign in. */
    record SignInRequest(
            @Nullable String username, @Nullable String password) {

        String checkedName() {
            var complaints = new Complaints();
            complaints.require(
                    username != null && !username.isEmpty() && username.length() <= LONGEST_NAME,
                    "/username",
                    "a name");
            complaints.require(
                    password != null && !password.isEmpty() && password.length() <= LONGEST_PASSWORD,
                    "/password",
                    "a password");
            complaints.problem().ifPresent(problem -> {
                throw problem.asException();
            });
            return username == null ? "" : username;
        }

        String checkedPassword() {
            return password == null ? "" : password;
        }

        @Override
        public String toString() {
            return "SignInRequest[" + username + "]";
        }
    }

    /** A session that was begun. The cookie holds its value; writes send the token as {@code X-CSRF-Token}. */
    record Session(String username, String csrfToken, Instant expiresAt) {}
}
