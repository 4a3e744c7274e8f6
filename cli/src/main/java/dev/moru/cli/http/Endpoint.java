package dev.moru.cli.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An installation: where its gateway is, the token to show there, and the authority that signed its certificate. */
public record Endpoint(
        URI url, @Nullable String token, @Nullable Path caFile) {

    public Optional<String> bearer() {
        return Optional.ofNullable(token).map(value -> "Bearer " + value);
    }

    public Endpoint withToken(String newToken) {
        return new Endpoint(url, newToken, caFile);
    }

    /** Masks the token. */
    @Override
    public String toString() {
        return url + (token == null ? " (no token)" : " (with token)");
    }
}
