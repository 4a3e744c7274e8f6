package dev.moru.durable.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's schema in the database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param password given here or by {@code passwordFile}
 * @param statementTimeout after which the server gives a statement up
 * @param idleInTransactionTimeout after which the server ends the session of a frozen transaction and frees its locks
 */
@ConfigurationProperties("moru.database")
public record DatabaseProperties(
        String url,
        String schema,
        String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue("10") int poolSize,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("3s") Duration statementTimeout,
        @DefaultValue("10s") Duration idleInTransactionTimeout) {

    public DatabaseProperties {
        if (!schema.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("moru.database.schema must be a plain lower-case name");
        }
    }

    /** The password, wherever it stands. */
    public String secret() {
        if (password != null) {
            return password;
        }
        if (passwordFile == null) {
            throw new IllegalStateException("set moru.database.password or moru.database.password-file");
        }
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("moru.database.password-file can't be read", e);
        }
    }

    /**
     * Session settings as the server takes them at connect.
     *
     * <p>The statements of consumers, workers and relays are few, go by a key or by the order of an index, and run thousands of
     * times: each is planned once. Queues fill and empty within seconds, so a plan must not trust what was last known of a
     * table's size; one that was made while it was empty would read all of it for ever. Where there is no index the penalty of
     * reading a table stands in the plan's cost, for which a server with a just-in-time compiler would compile it.
     */
    public String sessionOptions() {
        return "-c search_path=" + schema + " -c statement_timeout=" + statementTimeout.toMillis()
                + " -c idle_in_transaction_session_timeout=" + idleInTransactionTimeout.toMillis()
                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off";
    }

    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url + ", schema=" + schema + ", username=" + username + "]";
    }
}
