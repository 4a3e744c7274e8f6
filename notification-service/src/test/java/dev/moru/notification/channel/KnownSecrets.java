package dev.moru.notification.channel;

import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.util.HashMap;
import java.util.Map;

/** A store in memory that can be away. */
public final class KnownSecrets implements SecretStore {

    private final Map<SecretReference, SecretValue> values = new HashMap<>();
    private boolean away;

    /** @return the reference */
    public String put(String name, String value) {
        return put(name, SecretValue.of(value)).toString();
    }

    public void goAway() {
        away = true;
    }

    @Override
    public SecretReference put(String name, SecretValue value) {
        var reference = new SecretReference("sealed", name, 1);
        values.put(reference, value);
        return reference;
    }

    @Override
    public SecretValue get(SecretReference reference) {
        if (away) {
            throw new SecretFailure(Reason.UNAVAILABLE, "away", null);
        }
        var value = values.get(reference);
        if (value == null) {
            throw new SecretFailure(Reason.MISSING, reference + " is not there", null);
        }
        return SecretValue.of(value.bytes());
    }

    @Override
    public void delete(SecretReference reference) {
        values.remove(reference);
    }
}
