package dev.moru.gateway.secret;

import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys that this installation makes for itself once and then keeps in the secret store; used at start only. */
public final class InstallationKeys {

    private final JdbcClient jdbc;
    private final SecretStore secrets;

    public InstallationKeys(JdbcClient jdbc, SecretStore secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** The key of a name, made when there is none; every replica gets the same. */
    public byte[] get(String name, Supplier<byte[]> make) {
        var reference = find(name);
        if (reference == null) {
            var made = secrets.put("gateway/" + name, SecretValue.of(make.get()));
            jdbc.sql("insert into installation_key (name, reference) values (?, ?) on conflict do nothing")
                    .params(name, made.toString())
                    .update();
            reference = find(name);
        }
        try (var value = secrets.get(SecretReference.parse(Objects.requireNonNull(reference)))) {
            return value.bytes();
        }
    }

    private @Nullable String find(String name) {
        return jdbc.sql("select reference from installation_key where name = ?")
                .param(name)
                .query(String.class)
                .optional()
                .orElse(null);
    }
}
