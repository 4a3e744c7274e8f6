package dev.moru.gateway.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token as the API shows it.
 *
 * @param token its value; only in the answer that creates it
 */
record ApiToken(
        UUID id,
        String account,
        String name,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    Caller asCaller() {
        return new Caller("token:" + name, account, Set.copyOf(scopes));
    }

    ApiToken withToken(String value) {
        return new ApiToken(id, account, name, scopes, createdAt, expiresAt, value);
    }

    @Override
    public String toString() {
        return "ApiToken[" + id + ", " + name + "]";
    }
}
