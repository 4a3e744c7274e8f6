package dev.moru.gateway.security;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Signs people in by their passwords. An answer takes as long, and says the same, whether there is such an account or not.
 */
final class SignIn {

    private static final int FREE_FAILURES = 5;

    private final AccountRows accounts;
    private final PasswordEncoder passwords;
    private final Scheduler hashing;
    private final Duration lifetime;
    private final Clock clock;
    private final String nobodysHash;

    /** @param hashing has few threads, so that sign-ins can't take the whole machine */
    SignIn(AccountRows accounts, PasswordEncoder passwords, Scheduler hashing, Duration lifetime, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashing = hashing;
        this.lifetime = lifetime;
        this.clock = clock;
        this.nobodysHash = passwords.encode(SecretToken.newValue());
    }

    /** A session that was begun; the value is known to nobody else. */
    record Begun(String value, Account account, Instant expiresAt) {}

    /** Ends with a problem when name or password are wrong, or when there were too many failures. */
    Mono<Begun> begin(String name, String password) {
        return accounts.lockedUntil(name)
                .doOnNext(this::refuseLocked)
                .then(verified(name, password))
                .switchIfEmpty(Mono.defer(
                        () -> accounts.countFailure(name, FREE_FAILURES).then(Mono.error(wrong()))))
                .flatMap(account -> accounts.forgetFailures(name).then(session(account)));
    }

    Mono<Void> end(String value) {
        return accounts.deleteSession(TokenHash.of(value));
    }

    private void refuseLocked(Optional<Instant> lockedUntil) {
        lockedUntil.ifPresent(until -> {
            throw Problem.of(ProblemType.TOO_MANY_ATTEMPTS, "too many failed sign-ins; wait before the next one")
                    .retryAfter(Duration.between(clock.instant(), until))
                    .asException();
        });
    }

    private Mono<Account> verified(String name, String password) {
        return accounts.find(name)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .publishOn(hashing)
                .filter(found -> passwords.matches(
                                password, found.flatMap(Account::password).orElse(nobodysHash))
                        && found.flatMap(Account::password).isPresent())
                .map(Optional::orElseThrow);
    }

    private static Throwable wrong() {
        return Problem.of(ProblemType.UNAUTHENTICATED, "name or password is wrong")
                .asException();
    }

    private Mono<Begun> session(Account account) {
        var value = SecretToken.newValue();
        return accounts.insertSession(TokenHash.of(value), account.name(), lifetime)
                .map(expiresAt -> new Begun(value, account, expiresAt));
    }
}
