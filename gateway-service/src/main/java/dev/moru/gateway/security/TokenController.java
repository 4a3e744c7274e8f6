package dev.moru.gateway.security;

import dev.moru.gateway.audit.AuditEntry.Outcome;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
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
    private final TransactionalOperator transactions;

    TokenController(
            ApiTokenRows tokens, AccessLog accessLog, TokenRequests requests, TransactionalOperator transactions) {
        this.tokens = tokens;
        this.accessLog = accessLog;
        this.requests = requests;
        this.transactions = transactions;
    }

    @PostMapping
    @Permitted(Permitted.SIGNED_IN)
    Mono<ResponseEntity<ApiToken>> create(
            @RequestBody TokenRequest request, @AuthenticationPrincipal Caller caller, ServerWebExchange exchange) {
        var value = SecretToken.newApiToken();
        var token = requests.checked(request, caller);
        return tokens.insert(token, TokenHash.of(value))
                .then(accessLog.append(exchange, caller.actor(), "token.create", Outcome.ACCEPTED))
                .as(transactions::transactional)
                .onErrorMap(
                        DuplicateKeyException.class,
                        taken -> Problem.at(ProblemType.NAME_TAKEN, "/name", "there is a token " + token.name())
                                .asException())
                .thenReturn(ResponseEntity.status(HttpStatus.CREATED).body(token.withToken(value)));
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
