package dev.moru.gateway.security;

import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of API tokens. */
@Component
class ApiTokenRows {

    private static final String COLUMNS = "id, account, name, scopes, created_at, expires_at";

    private final DatabaseClient database;

    ApiTokenRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<ApiToken> findValid(TokenHash hash) {
        return database.sql("select " + COLUMNS + " from api_token where hash = $1 and expires_at > now()")
                .bind(0, hash.bytes())
                .map(ApiTokenRows::read)
                .one();
    }

    Flux<ApiToken> of(String account) {
        return database.sql("select " + COLUMNS + " from api_token where account = $1 order by created_at")
                .bind(0, account)
                .map(ApiTokenRows::read)
                .all();
    }

    /** The token that the same request has made; fails with a problem when its body was another one. */
    Mono<ApiToken> earlier(RequestKey request) {
        return database.sql("select request_hash, " + COLUMNS + " from api_token where request_key = $1")
                .bind(0, request.key())
                .map(row -> {
                    if (!request.bodyHash().equals(new Cells(row).text("request_hash"))) {
                        throw Problem.of(
                                        ProblemType.KEY_REUSED, "the Idempotency-Key was sent with another body before")
                                .asException();
                    }
                    return read(row);
                })
                .one();
    }

    Mono<Void> insert(ApiToken token, TokenHash hash, RequestKey request) {
        return database.sql("""
                        insert into api_token (id, hash, account, name, scopes, created_at, expires_at, request_key,
                                               request_hash)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        """)
                .bind(0, token.id())
                .bind(1, hash.bytes())
                .bind(2, token.account())
                .bind(3, token.name())
                .bind(4, token.scopes().toArray(String[]::new))
                .bind(5, token.createdAt())
                .bind(6, token.expiresAt())
                .bind(7, request.key())
                .bind(8, request.bodyHash())
                .then();
    }

    /** The token that was deleted; empty when there was none of the account. */
    Mono<ApiToken> delete(UUID id, String account) {
        return database.sql("delete from api_token where id = $1 and account = $2 returning " + COLUMNS)
                .bind(0, id)
                .bind(1, account)
                .map(ApiTokenRows::read)
                .one();
    }

    private static ApiToken read(Readable row) {
        var cells = new Cells(row);
        var scopes = Objects.requireNonNull(row.get("scopes", String[].class));
        return new ApiToken(
                cells.id("id"),
                cells.text("account"),
                cells.text("name"),
                List.of(scopes),
                cells.time("created_at"),
                cells.time("expires_at"),
                null);
    }
}
