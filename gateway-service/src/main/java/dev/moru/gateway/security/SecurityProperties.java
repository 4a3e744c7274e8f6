package dev.moru.gateway.security;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the first administrator and the installation itself sign in with.
 *
 * @param adminPassword of {@code admin}, taken at the first start
 * @param adminToken an API token to accept for {@code admin}, at least 32 characters
 * @param systemToken what the launcher itself calls with
 * @param sessionLifetime after which a person signs in again
 */
@ConfigurationProperties("moru.gateway")
record SecurityProperties(
        @Nullable String adminPassword,
        @Nullable Path adminPasswordFile,
        @Nullable String adminToken,
        @Nullable Path adminTokenFile,
        @Nullable String systemToken,
        @Nullable Path systemTokenFile,
        @DefaultValue("PT12H") Duration sessionLifetime) {

    private static final int SHORTEST_TOKEN = 32;

    SecurityProperties {
        requireLong("moru.gateway.admin-token", SecretSetting.optional(adminToken, adminTokenFile));
        requireLong("moru.gateway.system-token", SecretSetting.optional(systemToken, systemTokenFile));
    }

    Optional<String> password() {
        return SecretSetting.optional(adminPassword, adminPasswordFile);
    }

    Optional<String> tokenOfAdmin() {
        return SecretSetting.optional(adminToken, adminTokenFile);
    }

    Optional<String> tokenOfSystem() {
        return SecretSetting.optional(systemToken, systemTokenFile);
    }

    @Override
    public String toString() {
        return "SecurityProperties[sessionLifetime=" + sessionLifetime + "]";
    }

    private static void requireLong(String name, Optional<String> token) {
        if (token.map(String::length).orElse(SHORTEST_TOKEN) < SHORTEST_TOKEN) {
            throw new IllegalStateException(name + " is shorter than " + SHORTEST_TOKEN + " characters");
        }
    }
}
