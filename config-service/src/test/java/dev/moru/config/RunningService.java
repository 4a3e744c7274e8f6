package dev.moru.config;

import dev.moru.config.play.Playbooks;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.embedded.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it runs alone, on real stores, with plays that the test has scripted. */
final class RunningService implements AutoCloseable {

    private final Path directory;
    private final TestDatabase database = aDatabase();
    private final ScriptedPlaybooks playbooks = new ScriptedPlaybooks();
    private ConfigurableApplicationContext context;

    RunningService(Path directory) {
        this.directory = directory;
        this.context = start();
    }

    private ConfigurableApplicationContext start() {
        var application = new SpringApplication(ConfigService.class);
        application.addInitializers(beans -> ((GenericApplicationContext) beans)
                .registerBean("scripted", Playbooks.class, () -> playbooks, definition -> definition.setPrimary(true)));
        return application.run(arguments());
    }

    /** Stops it, and starts another one on the same stores. */
    void restart() {
        context.close();
        context = start();
    }

    ScriptedPlaybooks playbooks() {
        return playbooks;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private String[] arguments() {
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
                        "moru.secrets.key-file=" + aKeyFile(directory),
                        "moru.durable.work.poll=100ms",
                        "moru.durable.work.lease=4s",
                        "moru.durable.work.call-timeout=1s",
                        "moru.durable.work.workers=8",
                        "moru.durable.work.sole-replica=true",
                        "moru.config.gather=150ms",
                        "moru.config.ansible.work=" + directory.resolve("work"))
                .map(property -> "--" + property)
                .toArray(String[]::new);
    }

    @Override
    public void close() {
        context.close();
    }

    private static TestDatabase aDatabase() {
        var database = SharedStores.postgres().freshDatabase();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create schema config");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path aKeyFile(Path directory) {
        try {
            var file = directory.resolve("master.key");
            Files.writeString(file, "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
