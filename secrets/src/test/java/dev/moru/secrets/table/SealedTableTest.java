package dev.moru.secrets.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretStoreContract;
import dev.moru.secrets.SecretValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SealedTableTest extends SecretStoreContract {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MasterKey KEY = aKey();

    private static HikariDataSource pool;
    private static JdbcTemplate rows;
    private static SealedTable table;

    @BeforeAll
    static void migrate() {
        pool = SealedTableConfiguration.pool(aDatabase());
        SealedTableConfiguration.migrate(pool, "secrets");
        rows = new JdbcTemplate(pool);
        table = new SealedTable(pool, ringOf(KEY));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    @Override
    protected SecretStore store() {
        return table;
    }

    @Test
    void refusesATamperedRow() {
        var reference = table.put("tampered", SecretValue.of("value"));

        rows.update("""
                update sealed_value set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1)
                where name = 'tampered'
                """);

        assertDamaged(table, reference);
    }

    @Test
    void refusesARowThatWasCutOrEmptied() {
        var reference = table.put("cut", SecretValue.of("value"));

        rows.update("update sealed_value set ciphertext = ''::bytea, nonce = ''::bytea where name = 'cut'");

        assertDamaged(table, reference);
    }

    @Test
    void refusesValuesThatWereSwappedBetweenRows() {
        var mine = table.put("swapped/mine", SecretValue.of("mine"));
        table.put("swapped/theirs", SecretValue.of("theirs"));

        rows.update("""
                update sealed_value mine set nonce = theirs.nonce, ciphertext = theirs.ciphertext
                from sealed_value theirs where mine.name = 'swapped/mine' and theirs.name = 'swapped/theirs'
                """);

        assertDamaged(table, mine);
    }

    @Test
    void refusesAnOlderVersionInThePlaceOfTheNewest() {
        table.put("rolled-back", SecretValue.of("old"));
        var newest = table.put("rolled-back", SecretValue.of("new"));

        rows.update("""
                update sealed_value n set nonce = o.nonce, ciphertext = o.ciphertext
                from sealed_value o where n.name = 'rolled-back' and o.name = n.name and n.version = 2 and o.version = 1
                """);

        assertDamaged(table, newest);
    }

    @Test
    void refusesAValueOfAnotherKeyAndNamesTheKey() {
        var reference = table.put("other-key", SecretValue.of("value"));

        assertDamaged(new SealedTable(pool, ringOf(aKey())), reference).withMessageContaining(KEY.id());
    }

    @Test
    void refusesAValueWhoseKeyIdWasForged() {
        var other = aKey();
        var reference = table.put("forged-key", SecretValue.of("value"));

        rows.update("update sealed_value set key_id = ? where name = 'forged-key'", other.id());

        assertDamaged(new SealedTable(pool, ringOf(other)), reference);
    }

    @Test
    void leavesNothingReadableInTheTable() {
        table.put("canary", SecretValue.of("canary-4711"));

        var dump = String.join("\n", rows.queryForList("select t::text from sealed_value t", String.class));

        assertThat(dump)
                .contains("canary,")
                .doesNotContain("canary-4711")
                .doesNotContain(hexOf("canary-4711"))
                .doesNotContain(Base64.getEncoder().encodeToString("canary-4711".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        table.put("twice", SecretValue.of("value"));
        table.put("twice", SecretValue.of("value"));

        assertThat(rows.queryForObject(
                        "select count(distinct ciphertext) + count(distinct nonce) from sealed_value where name = 'twice'",
                        Integer.class))
                .isEqualTo(4);
    }

    @Test
    void sealsAgainWithTheCurrentKeySoThatTheOlderOneCanGo() {
        var older = aKey();
        var current = aKey();
        var references = List.of(
                new SealedTable(pool, ringOf(older)).put("rotated/a", SecretValue.of("a")),
                new SealedTable(pool, ringOf(older)).put("rotated/b", SecretValue.of("b")));

        var during = new SealedTable(pool, new KeyRing(current, List.of(older), RANDOM));
        assertThat(during.get(references.get(0)).text()).isEqualTo("a");
        assertThat(during.reseal()).isEqualTo(2);
        assertThat(during.reseal()).isZero();

        var after = new SealedTable(pool, ringOf(current));
        assertThat(references.stream().map(r -> after.get(r).text())).containsExactly("a", "b");
    }

    @Test
    void saysThatItIsAwayWhenTheDatabaseIs() {
        var nowhere = new SealedTableProperties.Database(
                "jdbc:postgresql://127.0.0.1:1/nowhere", "secrets", "a", "b", null, 1, Duration.ofMillis(300));
        try (var away = SealedTableConfiguration.pool(nowhere)) {
            assertThatExceptionOfType(SecretFailure.class)
                    .isThrownBy(() -> new SealedTable(away, ringOf(KEY)).get(new SecretReference("sealed", "a", 1)))
                    .satisfies(failure -> assertThat(failure.isRetryable()).isTrue());
        }
    }

    private static SealedTableProperties.Database aDatabase() {
        var database = SharedStores.postgres().freshDatabase();
        return new SealedTableProperties.Database(
                database.jdbcUrl(), "secrets", database.user(), database.password(), null, 4, Duration.ofSeconds(5));
    }

    private static ThrowableAssertAlternative<SecretFailure> assertDamaged(
            SecretStore store, SecretReference reference) {
        return assertThatExceptionOfType(SecretFailure.class)
                .isThrownBy(() -> store.get(reference))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.DAMAGED))
                .satisfies(failure -> assertThat(failure.isRetryable()).isFalse());
    }

    private static KeyRing ringOf(MasterKey key) {
        return new KeyRing(key, List.of(), RANDOM);
    }

    private static MasterKey aKey() {
        return MasterKey.of(RANDOM.generateSeed(MasterKey.BYTES));
    }

    private static String hexOf(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
