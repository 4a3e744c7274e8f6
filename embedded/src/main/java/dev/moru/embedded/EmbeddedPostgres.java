package dev.moru.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server as a child process: durable, on loopback only, with passwords. It ends with this process,
 * and a server that an earlier process left behind in the same directory is ended first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** How a server is stopped. */
    public enum Stop {
        /** Connections are cut, a checkpoint is written. */
        FAST,
        /** As in a crash of the server: the next start recovers from the write-ahead log. */
        IMMEDIATE
    }

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final long LOG_LIMIT_BYTES = 16L << 20;
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final Map<String, String> DURABLE = Map.of(
            "fsync",
            "on",
            "synchronous_commit",
            "on",
            "full_page_writes",
            "on",
            "password_encryption",
            "scram-sha-256");

    private final Path directory;
    private final FileChannel lock;
    private final PostgresCluster cluster;
    private final int port;
    private final List<Consumer<String>> endListeners = new CopyOnWriteArrayList<>();
    private @Nullable ServerProcess server;

    private EmbeddedPostgres(Path directory, FileChannel lock, PostgresCluster cluster, int port) {
        this.directory = directory;
        this.lock = lock;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts the server and returns when it takes connections. The first start in a directory makes the cluster.
     *
     * @throws StoreFailure when it does not start, or not with the durable settings
     */
    public static EmbeddedPostgres start(PostgresOptions options) {
        FileChannel lock = null;
        try {
            Files.createDirectories(options.directory());
            lock = lock(options.directory());
            var cluster =
                    PostgresCluster.openOrCreate(PostgresBinaries.unpackedIn(options.cache()), options.directory());
            Postmaster.endOrphans(cluster.data());
            var postgres = new EmbeddedPostgres(
                    options.directory(), lock, cluster, LoopbackPort.claim(options.port(), "PostgreSQL"));
            postgres.launch();
            return postgres;
        } catch (IOException e) {
            closeQuietly(lock);
            throw new StoreFailure("PostgreSQL cannot use %s: %s".formatted(options.directory(), e.getMessage()), e);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
    }

    public String host() {
        return LoopbackPort.HOST;
    }

    public int port() {
        return port;
    }

    /** The superuser. */
    public String user() {
        return PostgresCluster.SUPERUSER;
    }

    public String password() {
        return cluster.password();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host(), port, database);
    }

    public String superuserUrl() {
        return jdbcUrl(MAINTENANCE_DATABASE);
    }

    /** The process that was started, for tests that freeze or kill it and for measuring. */
    public long pid() {
        return running().process().pid();
    }

    /** Makes what is missing of a service's database, schema and role, and sets the role's password. */
    public void createService(ServiceRole role) {
        new ServiceSchemas(this).create(role);
    }

    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user());
        properties.setProperty("password", password());
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    public synchronized void stop(Stop how) {
        if (server != null) {
            server.stop(how == Stop.FAST ? Postmaster.Signal.INT : Postmaster.Signal.QUIT);
            server = null;
        }
    }

    /** Ends the server as {@code kill -9} does. */
    public synchronized void kill() {
        if (server != null) {
            server.stop(Postmaster.Signal.KILL);
            server = null;
        }
    }

    /** Starts a stopped or killed server again, on the same data and port. */
    public synchronized void restart() {
        stop(Stop.FAST);
        Postmaster.endOrphans(cluster.data());
        launch();
    }

    /** Calls with the reason when the server ended without being stopped by this object. */
    public void onUnexpectedEnd(Consumer<String> listener) {
        endListeners.add(listener);
    }

    /** Bytes that the data's file system has left for this user. */
    public long usableSpace() {
        return directory.toFile().getUsableSpace();
    }

    @Override
    public void close() {
        stop(Stop.FAST);
        closeQuietly(lock);
    }

    private synchronized void launch() {
        try {
            var started = ServerProcess.start(cluster.server(port), logFile(), port);
            server = started;
            awaitConnections(started);
            confirmDurability();
            started.process().onExit().thenRun(() -> ended(started));
        } catch (IOException e) {
            throw new StoreFailure("PostgreSQL does not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop(Stop.FAST);
            throw e;
        }
    }

    private void ended(ServerProcess process) {
        synchronized (this) {
            if (server != process) {
                return;
            }
            server = null;
        }
        var reason = "PostgreSQL ended: " + lastLine();
        log.error(reason);
        endListeners.forEach(listener -> listener.accept(reason));
    }

    private void awaitConnections(ServerProcess starting) {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try (var connection = connect(MAINTENANCE_DATABASE)) {
                log.info("PostgreSQL {} on port {}", connection.getMetaData().getDatabaseProductVersion(), port);
                return;
            } catch (SQLException e) {
                if (isForGood(e) || System.nanoTime() > deadline) {
                    throw new StoreFailure("PostgreSQL refuses its administrator: " + e.getMessage(), e);
                }
            }
            if (starting.endedWithin(Duration.ofMillis(20))) {
                throw new StoreFailure("PostgreSQL ended at its start: " + lastLine());
            }
        }
    }

    /** Anything but "not yet listening" (08) and "starting up" (57). */
    private static boolean isForGood(SQLException e) {
        var state = e.getSQLState();
        return state != null && !state.startsWith("08") && !state.startsWith("57");
    }

    private void confirmDurability() {
        try (var connection = connect(MAINTENANCE_DATABASE);
                var statement = connection.createStatement()) {
            for (var setting : DURABLE.entrySet()) {
                try (var shown = statement.executeQuery("SHOW " + setting.getKey())) {
                    if (!shown.next() || !setting.getValue().equals(shown.getString(1))) {
                        throw new StoreFailure("PostgreSQL is not durable: %s is not %s"
                                .formatted(setting.getKey(), setting.getValue()));
                    }
                }
            }
            confirmPasswords(statement.executeQuery(
                    "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method IS DISTINCT FROM 'scram-sha-256'"));
        } catch (SQLException e) {
            throw new StoreFailure("Cannot confirm PostgreSQL's settings: " + e.getMessage(), e);
        }
    }

    private static void confirmPasswords(ResultSet otherRules) throws SQLException {
        if (!otherRules.next() || otherRules.getInt(1) != 0) {
            throw new StoreFailure("PostgreSQL would let someone in without a password (pg_hba.conf)");
        }
    }

    private ServerProcess running() {
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return server;
    }

    private Path logFile() throws IOException {
        var file = directory.resolve("server.log");
        if (Files.exists(file) && Files.size(file) > LOG_LIMIT_BYTES) {
            Files.move(file, directory.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("server.log"));
            return lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this process, which is as good a reason as another one.
        }
        channel.close();
        throw new StoreFailure("The data directory %s is used by another process".formatted(directory));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("The lock's file did not close", e);
        }
    }
}
