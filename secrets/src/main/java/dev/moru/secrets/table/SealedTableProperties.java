package dev.moru.secrets.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The built-in store.
 *
 * @param keyFile the master key: 32 bytes, raw or in base64, closed to others
 * @param previousKeyFiles keys of before a rotation; what they sealed is sealed again at start
 */
@ConfigurationProperties("moru.secrets")
record SealedTableProperties(
        @Nullable Path keyFile,
        @DefaultValue List<Path> previousKeyFiles,
        @Nullable Database database) {

    Path requiredKeyFile() {
        if (keyFile == null || keyFile.toString().isEmpty()) {
            throw new UnusableKey(
                    "moru.secrets.key-file names no master key; secrets are never kept in plain text", null);
        }
        return keyFile;
    }

    Database requiredDatabase() {
        if (database == null) {
            throw new IllegalArgumentException("moru.secrets.database.url is not set");
        }
        return database;
    }

    /**
     * Where the table is. It has a schema and a role of its own, which reaches nothing else.
     *
     * @param url a JDBC URL of PostgreSQL
     * @param passwordFile a file that holds the password, instead of {@code password}
     * @param connections how many at most
     * @param timeout how long a call waits for a connection, and a statement for its end
     */
    record Database(
            String url,
            @DefaultValue("secrets") String schema,
            String username,
            @Nullable String password,
            @Nullable Path passwordFile,
            @DefaultValue("2") int connections,
            @DefaultValue("PT5S") Duration timeout) {

        @Nullable
        String effectivePassword() {
            if (passwordFile == null) {
                return password;
            }
            try {
                return Files.readString(passwordFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("moru.secrets.database.password-file can't be read", e);
            }
        }

        @Override
        public String toString() {
            return "Database[%s, schema %s, as %s]".formatted(url, schema, username);
        }
    }
}
