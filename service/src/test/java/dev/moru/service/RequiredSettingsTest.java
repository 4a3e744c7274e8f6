package dev.moru.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {

    private final MockEnvironment settings = new MockEnvironment();

    @Test
    void areNamedAllAtOnceAndAsTheEnvironmentSpellsThem() {
        assertThat(RequiredSettings.missing(settings))
                .containsExactly(
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                        "MORU_DATABASE_URL",
                        "MORU_DATABASE_USERNAME",
                        "MORU_DATABASE_PASSWORD (or MORU_DATABASE_PASSWORD_FILE)",
                        "MORU_SECRETS_KEY_FILE",
                        "MORU_SECRETS_DATABASE_URL",
                        "MORU_SECRETS_DATABASE_USERNAME",
                        "MORU_SECRETS_DATABASE_PASSWORD (or MORU_SECRETS_DATABASE_PASSWORD_FILE)");
    }

    @Test
    void takeASecretFromAFile() {
        settings.setProperty("moru.database.password-file", "/run/secrets/password");

        assertThat(RequiredSettings.missing(settings)).noneMatch(name -> name.startsWith("MORU_DATABASE_PASSWORD"));
    }

    @Test
    void askNothingOfTheSealedTableWhereThereIsAVault() {
        settings.setProperty("moru.secrets.backend", "vault");

        assertThat(RequiredSettings.missing(settings)).noneMatch(name -> name.startsWith("MORU_SECRETS"));
    }
}
