package dev.moru.secrets.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.embedded.testing.TestDatabase;
import dev.moru.secrets.SecretFailure;
import dev.moru.secrets.SecretFailure.Reason;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretStoreContract;
import dev.moru.secrets.SecretValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

    @Test
    void saysThatItIsAwayWhenTheDatabaseFallsSilent() throws Exception {
        var database = SharedStores.postgres().freshDatabase();
        try (var line = new Line(database.port());
                var pool = SealedTableConfiguration.pool(at(database, line.port(), Duration.ofSeconds(1)))) {
            SealedTableConfiguration.migrate(pool, "secrets");
            var table = new SealedTable(pool, ringOf(KEY));
            var reference = table.put("a", SecretValue.of("value"));
            line.fallSilent();

            var got = CompletableFuture.supplyAsync(() -> table.get(reference));

            assertThat(got)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            SecretFailure.class,
                            failure -> assertThat(failure.isRetryable()).isTrue());
        }
    }

    /** The way to a database. When it falls silent nothing is closed, as when a host loses its power. */
    private static final class Line implements AutoCloseable {

        private final ServerSocket entry = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final int exit;
        private volatile boolean silent;

        Line(int exit) throws IOException {
            this.exit = exit;
            inBackground(this::accept);
        }

        int port() {
            return entry.getLocalPort();
        }

        void fallSilent() {
            silent = true;
        }

        private void accept() throws IOException {
            while (true) {
                var near = entry.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), exit);
                inBackground(() -> carry(near, far));
                inBackground(() -> carry(far, near));
            }
        }

        private void carry(Socket from, Socket to) throws IOException {
            var buffer = new byte[8192];
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (!silent) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        }

        private interface Carrying {
            void run() throws IOException;
        }

        private static void inBackground(Carrying task) {
            var thread = new Thread(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    // One of the ends was closed.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            entry.close();
        }
    }

    private static SealedTableProperties.Database aDatabase() {
        var database = SharedStores.postgres().freshDatabase();
        return at(database, database.port(), Duration.ofSeconds(5));
    }

    private static SealedTableProperties.Database at(TestDatabase database, int port, Duration timeout) {
        var url = new TestDatabase(database.host(), port, database.name(), database.user(), database.password());
        return new SealedTableProperties.Database(
                url.jdbcUrl(), "secrets", database.user(), database.password(), null, 4, timeout);
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
