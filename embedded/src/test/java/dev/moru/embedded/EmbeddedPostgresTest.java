package dev.moru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final ServiceRole GATEWAY = new ServiceRole("moru", "gateway", "gateway", "one'quote");
    private static final ServiceRole SECRETS = new ServiceRole("moru", "secrets", "moru_secrets", "another");

    @TempDir
    Path directory;

    private EmbeddedPostgres postgres;

    @AfterEach
    void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        start();
        execute("CREATE TABLE kept AS SELECT 42 AS answer");
        postgres.close();

        start();

        assertThat(queryInt("SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void runsWithDurableSettingsAndItsPasswordInAPrivateFile() throws SQLException, IOException {
        start();

        assertThat(query("SHOW fsync")).isEqualTo("on");
        assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(query("SHOW full_page_writes")).isEqualTo("on");
        assertThat(query("SHOW data_checksums")).isEqualTo("on");
        var permissions = Files.getPosixFilePermissions(directory.resolve("superuser-password"));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void losesNothingCommittedWhenItIsKilled() throws SQLException {
        start();
        execute("CREATE TABLE kept AS SELECT 42 AS answer");

        postgres.kill();
        postgres.restart();

        assertThat(queryInt("SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void endsTheServerThatAKilledParentLeftBehind() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresParent.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var orphan = Long.parseLong(parent.inputReader().readLine());
        parent.destroyForcibly().waitFor();

        start();

        assertThat(Postmaster.processesIn(directory.resolve("data")))
                .extracting(ProcessHandle::pid)
                .doesNotContain(orphan);
        assertThat(queryInt("SELECT answer FROM kept")).isEqualTo(42);
    }

    @Test
    void endsBackEndsThatOutliveTheirPostmaster() throws SQLException {
        start();
        try (var busy = postgres.connect("postgres")) {
            assertThat(Postmaster.processesIn(directory.resolve("data"))).hasSizeGreaterThan(1);
            postgres.kill();
            Postmaster.endOrphans(directory.resolve("data"));
            assertThat(Postmaster.processesIn(directory.resolve("data"))).isEmpty();
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        start();

        assertThatThrownBy(() -> DriverManager.getConnection(postgres.superuserUrl(), postgres.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void refusesToStartWhenSomebodyCouldComeInWithoutAPassword() throws IOException {
        start();
        postgres.close();
        Files.writeString(directory.resolve("data/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");

        assertThatThrownBy(this::start).isInstanceOf(StoreFailure.class).hasMessageContaining("without a password");
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var options = PostgresOptions.in(directory).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessage("Port %d on 127.0.0.1 is in use, so PostgreSQL cannot start", taken.getLocalPort());
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        start();

        assertThatThrownBy(() -> EmbeddedPostgres.start(PostgresOptions.in(directory)))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("used by another process");
    }

    @Test
    void givesAServiceNothingButItsSchema() throws SQLException {
        start();
        postgres.createService(GATEWAY);
        postgres.createService(SECRETS);
        postgres.createService(GATEWAY);

        try (var connection = signIn(GATEWAY)) {
            connection.createStatement().execute("CREATE TABLE mine (id int)");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE secrets.theirs (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE public.ours (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE SCHEMA another"))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.superuserUrl(), "gateway", "guess"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void tellsWhenItsServerEndsByItself() {
        start();
        var reasons = new LinkedBlockingQueue<String>();
        postgres.onUnexpectedEnd(reasons::add);

        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();

        await().untilAsserted(() -> assertThat(reasons).hasSize(1));
        postgres.restart();
        assertThat(reasons).hasSize(1);
    }

    @Test
    void comesBackQuickly() {
        start();
        var begin = System.nanoTime();

        postgres.restart();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        assertThat(postgres.usableSpace()).isPositive();
    }

    private Connection signIn(ServiceRole role) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(role.database()), role.role(), role.password());
    }

    private void start() {
        var begin = System.nanoTime();
        postgres = EmbeddedPostgres.start(PostgresOptions.in(directory));
        System.out.printf("PostgreSQL started in %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (var connection = postgres.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private int queryInt(String sql) throws SQLException {
        return Integer.parseInt(query(sql));
    }
}
