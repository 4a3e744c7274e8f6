package dev.moru.gateway.security;

import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.audit.AuditEntry.Outcome;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** API tokens of the caller's account. A token's value is shown once, so a repeated request can't get it again. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {

    private final ApiTokenRows tokens;
    private final AccessLog accessLog;
    private final TokenRequests requests;
    private final Incoming incoming;
    private final TransactionalOperator transactions;

    TokenController(
            ApiTokenRows tokens,
            AccessLog accessLog,
            TokenRequests requests,
            Incoming incoming,
            TransactionalOperator transactions) {
        this.tokens = tokens;
        this.accessLog = accessLog;
        this.requests = requests;
        this.incoming = incoming;
        this.transactions = transactions;
    }

    /** The same request again is answered with the token that it has made, without its value. */
    @PostMapping
    @Permitted(Permitted.SIGNED_IN)
    Mono<ResponseEntity<ApiToken>> create(@RequestBody TokenRequest request, Call call) {
        var key = incoming.key(call, request);
        return tokens.earlier(key)
                .map(ResponseEntity::ok)
                .switchIfEmpty(Mono.defer(() -> make(requests.checked(request, call.caller()), key, call)));
    }

    private Mono<ResponseEntity<ApiToken>> make(ApiToken token, RequestKey key, Call call) {
        var value = SecretToken.newApiToken();
        return tokens.insert(token, TokenHash.of(value), key)
                .then(accessLog.append(call.exchange(), call.caller().actor(), "token.create", Outcome.ACCEPTED))
                .as(transactions::transactional)
                .thenReturn(ResponseEntity.status(HttpStatus.CREATED).body(token.withToken(value)))
                .onErrorResume(DuplicateKeyException.class, taken -> madeMeanwhile(token, key));
    }

    private Mono<ResponseEntity<ApiToken>> madeMeanwhile(ApiToken token, RequestKey key) {
        return tokens.earlier(key)
                .map(ResponseEntity::ok)
                .switchIfEmpty(
                        Mono.error(() -> Problem.at(ProblemType.NAME_TAKEN, "/name", "there is a token " + token.name())
                                .asException()));
    }

    @GetMapping
    @Permitted(Permitted.SIGNED_IN)
    Mono<Tokens> list(@AuthenticationPrincipal Caller caller) {
        return tokens.of(caller.account()).collectList().map(Tokens::new);
    }

    @DeleteMapping("/{id}")
    @Permitted(Permitted.SIGNED_IN)
    Mono<ResponseEntity<Void>> delete(
            @PathVariable UUID id, @AuthenticationPrincipal Caller caller, ServerWebExchange exchange) {
        return tokens.delete(id, caller.account())
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no token " + id)
                        .asException()))
                .then(accessLog.append(exchange, caller.actor(), "token.delete", Outcome.ACCEPTED))
                .as(transactions::transactional)
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** The tokens of an account. */
    record Tokens(List<ApiToken> items) {}
}
