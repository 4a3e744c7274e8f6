package dev.moru.secrets.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretStoreContract;
import dev.moru.secrets.SecretValue;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;

class VaultStoreTest extends SecretStoreContract {

    private static final SecretReference REFERENCE = new SecretReference("vault", "site/0192/token", 1);

    private KeyValueEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new KeyValueEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Override
    protected SecretStore store() {
        return aStore(KeyValueEngine.TOKEN, Duration.ofSeconds(10));
    }

    @Test
    void waitsForASealedStore() {
        var reference = store().put("site/0192/token", SecretValue.of("value"));

        engine.seal(3);

        assertThat(store().get(reference).text()).isEqualTo("value");
    }

    @Test
    void failsWhenTheStoreStaysSealedLongerThanItsPatience() {
        engine.seal(Integer.MAX_VALUE);

        assertFailure(aStore(KeyValueEngine.TOKEN, Duration.ofMillis(300)), Reason.UNAVAILABLE);
    }

    @Test
    void failsWhenTheStoreStaysAwayLongerThanItsPatience() {
        var store = aStore(KeyValueEngine.TOKEN, Duration.ofMillis(300));
        engine.close();

        assertFailure(store, Reason.UNAVAILABLE);
    }

    @Test
    void doesNotWaitForWhatIsForbidden() {
        assertFailure(aStore("another-token", Duration.ofDays(1)), Reason.REFUSED);
    }

    private static void assertFailure(SecretStore store, Reason reason) {
        assertThatExceptionOfType(SecretFailure.class)
                .isThrownBy(() -> store.get(REFERENCE))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private SecretStore aStore(String token, Duration patience) {
        URI uri = engine.uri();
        var vault = new VaultTemplate(
                VaultEndpoint.from(uri),
                new JdkClientHttpRequestFactory(),
                new SimpleSessionManager(new TokenAuthentication(token)));
        return new VaultStore(
                vault.opsForVersionedKeyValue("secret"), new VaultStoreProperties("secret", "moru", patience));
    }
}
