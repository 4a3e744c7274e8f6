package dev.moru.gateway.database;

import dev.moru.gateway.security.SecretSetting;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The same database as the durable kit's, seen by the request path.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param statementTimeout after which the database gives a statement up
 */
@ConfigurationProperties("moru.database")
record DatabaseProperties(
        String url,
        String schema,
        String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @DefaultValue("8") int reactivePoolSize,
        @DefaultValue("PT5S") Duration statementTimeout) {

    String secret() {
        return SecretSetting.required("moru.database.password", password, passwordFile);
    }

    @Override
    public String toString() {
        return "DatabaseProperties[" + url + ", " + schema + ", " + username + "]";
    }
}
