package dev.moru.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds callers by what they show. What was found is believed for a few seconds, so a revoked right is gone soon after. */
@Component
class Credentials {

    private static final Duration BELIEVED = Duration.ofSeconds(3);
    private static final int MOST_REMEMBERED = 10_000;

    private record Found(Caller caller, Instant until) {}

    private final ConfiguredTokens configured;
    private final ApiTokenRows tokens;
    private final AccountRows accounts;
    private final Clock clock;
    private final Map<TokenHash, Found> remembered = new ConcurrentHashMap<>();

    Credentials(ConfiguredTokens configured, ApiTokenRows tokens, AccountRows accounts, Clock clock) {
        this.configured = configured;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** The caller with an API token; empty when it is not valid. */
    Mono<Caller> byToken(String value) {
        var hash = TokenHash.of(value);
        var known = configured.callerOf(hash);
        if (known.isPresent()) {
            return Mono.just(known.get());
        }
        return SecretToken.isApiToken(value)
                ? remember(hash, missing -> tokens.findValid(missing).map(ApiToken::asCaller))
                : Mono.empty();
    }

    /** The caller with a session; empty when it has ended. */
    Mono<Caller> bySession(String value) {
        return remember(
                TokenHash.of(value), hash -> accounts.findBySession(hash).map(Account::asCaller));
    }

    void forget(String value) {
        remembered.remove(TokenHash.of(value));
    }

    private Mono<Caller> remember(TokenHash hash, Function<TokenHash, Mono<Caller>> find) {
        var now = clock.instant();
        var found = remembered.get(hash);
        if (found != null && now.isBefore(found.until())) {
            return Mono.just(found.caller());
        }
        remembered.remove(hash);
        return find.apply(hash).doOnNext(caller -> {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(hash, new Found(caller, now.plus(BELIEVED)));
        });
    }
}
