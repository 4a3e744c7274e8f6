package dev.moru.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What a service that a test starts is told of its stores: the shared Kafka, and a schema in a database of its own. */
public final class ServiceUnderTest {

    private final TestDatabase database = SharedStores.postgres().freshDatabase();
    private final Path keyFile = aKeyFile();

    /** @param schema the service's name */
    public ServiceUnderTest(String schema) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The arguments of its main class, the same ones at each start.
     *
     * @param own settings beside the usual ones, as {@code name=value}
     */
    public String[] arguments(String... own) {
        return Stream.concat(usual(), Stream.of(own))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
    }

    private Stream<String> usual() {
        return Stream.of(
                "spring.main.banner-mode=off",
                "logging.config=classpath:logback-test.xml",
                "spring.kafka.bootstrap-servers=" + SharedStores.kafka().bootstrapServers(),
                "server.port=0",
                "moru.kafka.partitions=2",
                "moru.kafka.replication-factor=1",
                "moru.database.url=" + database.jdbcUrl(),
                "moru.database.username=" + database.user(),
                "moru.database.password=" + database.password(),
                "moru.secrets.database.url=" + database.jdbcUrl(),
                "moru.secrets.database.username=" + database.user(),
                "moru.secrets.database.password=" + database.password(),
                "moru.secrets.key-file=" + keyFile);
    }

    private static Path aKeyFile() {
        try {
            var file = Files.createTempFile("master", ".key");
            file.toFile().deleteOnExit();
            Files.writeString(file, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
