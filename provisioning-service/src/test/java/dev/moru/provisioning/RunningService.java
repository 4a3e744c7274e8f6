package dev.moru.provisioning;

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

/**
 * The service as it runs alone, on real stores, with one more driver that does what a test tells it. There is one for all
 * test classes of a JVM, because the names of its topics are fixed.
 */
public final class RunningService {

    /** In the marks that it writes. */
    public static final String INSTALLATION = "0192f0a0-0000-7000-8000-000000000001";

    private static final RunningService SHARED = new RunningService();

    private final TestDatabase database = aDatabase();
    private final ScriptedHypervisor hypervisor = new ScriptedHypervisor();
    private final ScriptedInspector inspector = new ScriptedInspector();
    private final Gateway gateway;
    private ConfigurableApplicationContext context;

    private RunningService() {
        context = start();
        gateway = new Gateway(SharedStores.kafka().bootstrapServers());
    }

    public static RunningService shared() {
        return SHARED;
    }

    private ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(ProvisioningService.class);
        application.addInitializers(beans -> {
            var registry = (GenericApplicationContext) beans;
            registry.registerBean(ScriptedHypervisor.class, () -> hypervisor);
            registry.registerBean(ScriptedInspector.class, () -> inspector);
        });
        return application.run(arguments(settings));
    }

    /** Stops it, and starts another one on the same stores, with more settings if any are given. */
    public void restart(String... settings) {
        context.close();
        context = start(settings);
    }

    public Gateway gateway() {
        return gateway;
    }

    public ScriptedHypervisor hypervisor() {
        return hypervisor;
    }

    public ScriptedInspector inspector() {
        return inspector;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String[] arguments(String... settings) {
        var usual = Stream.of(
                "spring.main.banner-mode=off",
                "logging.config=classpath:logback-test.xml",
                "spring.kafka.bootstrap-servers=" + SharedStores.kafka().bootstrapServers(),
                "server.port=0",
                "moru.installation=" + INSTALLATION,
                "moru.kafka.partitions=2",
                "moru.kafka.replication-factor=1",
                "moru.database.url=" + database.jdbcUrl(),
                "moru.database.username=" + database.user(),
                "moru.database.password=" + database.password(),
                "moru.secrets.database.url=" + database.jdbcUrl(),
                "moru.secrets.database.username=" + database.user(),
                "moru.secrets.database.password=" + database.password(),
                "moru.secrets.key-file=" + aKeyFile(),
                "moru.durable.work.poll=100ms",
                "moru.durable.work.workers=8",
                "moru.durable.work.sole-replica=true",
                "moru.durable.work.lease=4s",
                "moru.durable.work.call-timeout=1s",
                "moru.provisioning.look=100ms",
                "moru.provisioning.reconcile=300ms");
        return Stream.concat(usual, Stream.of(settings))
                .map(property -> "--" + property)
                .toArray(String[]::new);
    }

    private static TestDatabase aDatabase() {
        var database = SharedStores.postgres().freshDatabase();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create schema provisioning");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
