package dev.moru.secrets.vault;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.vault.core.VaultVersionedKeyValueOperations;
import org.springframework.vault.support.Versioned;
import org.springframework.vault.support.Versioned.Version;

/**
 * Secrets in a key-value engine, version 2: its versions are those of the references. A store that is sealed or away is
 * waited for as long as the patience lasts.
 */
final class VaultStore implements SecretStore {

    static final String STORE = "vault";

    // Base64, because a value need not be text, and JSON knows nothing else.
    private static final String FIELD = "base64";

    private final VaultVersionedKeyValueOperations vault;
    private final String folder;
    private final RetryTemplate waiting;

    VaultStore(VaultVersionedKeyValueOperations vault, VaultStoreProperties properties) {
        this.vault = vault;
        this.folder = properties.folder();
        this.waiting = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(Long.MAX_VALUE)
                .timeout(properties.patience())
                .delay(Duration.ofMillis(100))
                .multiplier(2)
                .maxDelay(Duration.ofSeconds(5))
                .predicate(failure -> failure instanceof SecretFailure secret && secret.isRetryable())
                .build());
    }

    @Override
    public SecretReference put(String name, SecretValue value) {
        var unversioned = new SecretReference(STORE, name, 1);
        var version = call(unversioned, () -> write(unversioned, value));
        return new SecretReference(STORE, name, version);
    }

    private int write(SecretReference reference, SecretValue value) {
        var plain = value.bytes();
        try {
            var body = Map.of(FIELD, Base64.getEncoder().encodeToString(plain));
            return vault.put(pathOf(reference), body).getVersion().getVersion();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public SecretValue get(SecretReference reference) {
        requireOwn(reference);
        return call(reference, () -> read(reference));
    }

    private SecretValue read(SecretReference reference) {
        @Nullable
        Versioned<Map<String, Object>> found = vault.get(pathOf(reference), Version.from(reference.version()));
        if (found == null || !found.hasData()) {
            throw new SecretFailure(Reason.MISSING, reference + " is not there", null);
        }
        if (!(found.getRequiredData().get(FIELD) instanceof String encoded)) {
            throw new SecretFailure(Reason.DAMAGED, reference + " was not put there by Moru", null);
        }
        var plain = Base64.getDecoder().decode(encoded);
        try {
            return SecretValue.of(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public void delete(SecretReference reference) {
        requireOwn(reference);
        call(reference, () -> {
            vault.destroy(pathOf(reference), Version.from(reference.version()));
            return reference;
        });
    }

    private String pathOf(SecretReference reference) {
        return folder + "/" + reference.name();
    }

    private <T> T call(SecretReference reference, Supplier<T> call) {
        try {
            return waiting.execute(() -> VaultFailures.translated(reference, call));
        } catch (RetryException e) {
            throw e.getCause() instanceof SecretFailure failure
                    ? failure
                    : new SecretFailure(Reason.UNAVAILABLE, reference + ": the secret store failed", e.getCause());
        }
    }

    private static void requireOwn(SecretReference reference) {
        if (!reference.store().equals(STORE)) {
            throw new SecretFailure(Reason.MISSING, reference + " is not kept in Vault", null);
        }
    }
}
