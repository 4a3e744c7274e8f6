package dev.moru.config.turn.work;

import dev.moru.config.turn.SecretSource;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import java.util.Objects;
import org.springframework.stereotype.Component;

@Component
class StoredSecrets implements SecretSource {

    private final SecretStore store;

    StoredSecrets(SecretStore store) {
        this.store = store;
    }

    @Override
    public String fetch(String reference) {
        try (var value = store.get(SecretReference.parse(reference))) {
            return value.text();
        } catch (IllegalArgumentException e) {
            throw new Unusable("A variable holds no reference to a secret", e);
        } catch (SecretFailure e) {
            var reason = Objects.toString(e.getMessage(), "");
            throw e.isRetryable() ? new Away(reason, e) : new Unusable(reason, e);
        }
    }
}
