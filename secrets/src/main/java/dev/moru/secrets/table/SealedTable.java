package dev.moru.secrets.table;

import com.zaxxer.hikari.HikariDataSource;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Secrets in a table of their own, sealed before they leave this process. The pool and its transactions are not beans: a
 * secret is kept for good even where the caller's own transaction rolls back, and a service finds only its own database.
 */
final class SealedTable implements SecretStore, AutoCloseable {

    static final String STORE = "sealed";

    private static final RowMapper<SealedValue> SEALED_VALUE =
            (row, n) -> new SealedValue(row.getString("key_id"), row.getBytes("nonce"), row.getBytes("ciphertext"));

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final KeyRing keys;

    SealedTable(HikariDataSource pool, KeyRing keys) {
        this.pool = pool;
        this.jdbc = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.keys = keys;
    }

    @Override
    public SecretReference put(String name, SecretValue value) {
        var unversioned = new SecretReference(STORE, name, 1).name();
        return reachable(() -> transaction.execute(status -> insert(unversioned, value)));
    }

    private SecretReference insert(String name, SecretValue value) {
        var reference = new SecretReference(STORE, name, nextVersion(name));
        var plain = value.bytes();
        try {
            var sealed = keys.seal(reference, plain);
            jdbc.update(
                    "insert into sealed_value (name, version, key_id, nonce, ciphertext) values (?, ?, ?, ?, ?)",
                    name,
                    reference.version(),
                    sealed.keyId(),
                    sealed.nonce(),
                    sealed.ciphertext());
            return reference;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The counter outlives the values, so that a reference to a deleted one never finds another. */
    private int nextVersion(String name) {
        return DataAccessUtils.requiredSingleResult(jdbc.queryForList("""
                insert into secret as s (name, last_version) values (?, 1)
                on conflict (name) do update set last_version = s.last_version + 1
                returning last_version
                """, Integer.class, name));
    }

    @Override
    public SecretValue get(SecretReference reference) {
        requireOwn(reference);
        return reachable(() -> find(reference))
                .map(value -> open(reference, value))
                .orElseThrow(() -> new SecretFailure(Reason.MISSING, reference + " is not there", null));
    }

    private Optional<SealedValue> find(SecretReference reference) {
        return jdbc
                .query(
                        "select key_id, nonce, ciphertext from sealed_value where name = ? and version = ?",
                        SEALED_VALUE,
                        reference.name(),
                        reference.version())
                .stream()
                .findFirst();
    }

    private SecretValue open(SecretReference reference, SealedValue sealed) {
        var plain = keys.open(reference, sealed);
        try {
            return SecretValue.of(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public void delete(SecretReference reference) {
        requireOwn(reference);
        reachable(() -> jdbc.update(
                "delete from sealed_value where name = ? and version = ?", reference.name(), reference.version()));
    }

    /**
     * Seals again with the current key what an older key of the ring has sealed, so that the older one can be taken away.
     *
     * @return how many values
     */
    int reseal() {
        return reachable(() -> transaction.execute(status -> {
            var older = sealedByOlderKeys();
            older.forEach(this::reseal);
            return older.size();
        }));
    }

    private List<SecretReference> sealedByOlderKeys() {
        return jdbc.query(
                "select name, version from sealed_value where key_id = any(?) order by name, version for update",
                (row, n) -> new SecretReference(STORE, row.getString("name"), row.getInt("version")),
                (Object) keys.previousKeyIds().toArray(String[]::new));
    }

    private void reseal(SecretReference reference) {
        try (var value = get(reference)) {
            var plain = value.bytes();
            var sealed = keys.seal(reference, plain);
            Arrays.fill(plain, (byte) 0);
            jdbc.update(
                    "update sealed_value set key_id = ?, nonce = ?, ciphertext = ? where name = ? and version = ?",
                    sealed.keyId(),
                    sealed.nonce(),
                    sealed.ciphertext(),
                    reference.name(),
                    reference.version());
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void requireOwn(SecretReference reference) {
        if (!reference.store().equals(STORE)) {
            throw new SecretFailure(Reason.MISSING, reference + " is not kept in the sealed table", null);
        }
    }

    private static <T> T reachable(Supplier<T> call) {
        try {
            return call.get();
        } catch (DataAccessException | TransactionException e) {
            throw new SecretFailure(Reason.UNAVAILABLE, "The table of sealed secrets can't be reached", e);
        }
    }
}
