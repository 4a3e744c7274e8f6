package dev.moru.gateway.security;

import dev.moru.gateway.database.Cells;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tables of accounts, sessions and failed sign-ins. */
@Component
class AccountRows {

    private static final String COUNT_FAILURE = """
            insert into sign_in_failure as f (name, failures, last_at) values ($1, 1, now())
            on conflict (name) do update set (failures, last_at, locked_until) = (
              select n.failures, now(), case when n.failures >= $2
                then now() + least(interval '15 minutes', interval '15 seconds' * power(2, least(n.failures - $2, 10)))
              end
              from (select case when f.last_at < now() - interval '1 day' then 1 else f.failures + 1 end) as n(failures))
            """;

    private final DatabaseClient database;

    AccountRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Account> find(String name) {
        return database.sql("select name, password_hash from account where name = $1")
                .bind(0, name)
                .map(row -> new Account(
                        new Cells(row).text("name"),
                        new Cells(row).optionalText("password_hash").orElse(null)))
                .one();
    }

    /** Until when a name is locked out; empty when it is not. */
    Mono<Optional<Instant>> lockedUntil(String name) {
        return database.sql("select locked_until from sign_in_failure where name = $1 and locked_until > now()")
                .bind(0, name)
                .map(row -> Optional.of(new Cells(row).time("locked_until")))
                .one()
                .defaultIfEmpty(Optional.empty());
    }

    /** @param free how many failures are free of a lock-out; from then on it doubles from 15 s to 15 min */
    Mono<Void> countFailure(String name, int free) {
        return database.sql(COUNT_FAILURE).bind(0, name).bind(1, free).then();
    }

    Mono<Void> forgetFailures(String name) {
        return database.sql("delete from sign_in_failure where name = $1 or last_at < now() - interval '2 days'")
                .bind(0, name)
                .then();
    }

    Mono<Instant> insertSession(TokenHash hash, String account, Duration lifetime) {
        return database.sql("""
                        insert into session (hash, account, created_at, expires_at)
                        values ($1, $2, now(), now() + make_interval(secs => $3)) returning expires_at
                        """)
                .bind(0, hash.bytes())
                .bind(1, account)
                .bind(2, (double) lifetime.toSeconds())
                .map(row -> new Cells(row).time("expires_at"))
                .one();
    }

    Mono<Account> findBySession(TokenHash hash) {
        return database.sql("select account as name from session where hash = $1 and expires_at > now()")
                .bind(0, hash.bytes())
                .map(row -> new Account(new Cells(row).text("name"), null))
                .one();
    }

    /** Ends a session; ended and expired ones go together. */
    Mono<Void> deleteSession(TokenHash hash) {
        return database.sql("delete from session where hash = $1 or expires_at < now()")
                .bind(0, hash.bytes())
                .then();
    }
}
