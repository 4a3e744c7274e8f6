package dev.moru.gateway;

import dev.moru.embedded.testing.SharedStores;
import dev.moru.embedded.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A whole gateway on a real PostgreSQL and a real Kafka, as the tests use it. */
public final class RunningGateway implements AutoCloseable {

    public static final String ADMIN_TOKEN = "an-administrators-token-of-a-test-0001";
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;

    private RunningGateway(TestDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    public static RunningGateway start(String... more) {
        return startOn(newDatabase(), more);
    }

    /** @param more settings as on a command line, {@code --name=value} */
    public static RunningGateway startOn(TestDatabase database, String... more) {
        var settings = new HashMap<String, String>();
        for (var argument : more) {
            var parts = argument.substring("--".length()).split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        return startOn(database, settings);
    }

    /** @param more settings beside the usual ones, or instead of them */
    public static RunningGateway startOn(TestDatabase database, Map<String, String> more, Class<?>... sources) {
        var settings = new HashMap<>(settings(database));
        settings.putAll(more);
        var arguments = settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        var context = new SpringApplicationBuilder(GatewayService.class)
                .sources(sources)
                .registerShutdownHook(false)
                .run(arguments);
        return new RunningGateway(database, context);
    }

    public static TestDatabase newDatabase() {
        return withSchemas(SharedStores.postgres().freshDatabase());
    }

    public static TestDatabase withSchemas(TestDatabase database) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create schema gateway");
            statement.execute("create schema secrets");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    private static Map<String, String> settings(TestDatabase database) {
        var settings = new HashMap<String, String>();
        settings.put("server.port", "0");
        settings.put("spring.kafka.bootstrap-servers", SharedStores.kafka().bootstrapServers());
        settings.put("moru.kafka.partitions", "2");
        settings.put("moru.kafka.replication-factor", "1");
        settings.put("moru.database.url", database.jdbcUrl());
        settings.put("moru.database.username", database.user());
        settings.put("moru.database.password", database.password());
        settings.put("moru.secrets.database.url", database.jdbcUrl());
        settings.put("moru.secrets.database.schema", "secrets");
        settings.put("moru.secrets.database.username", database.user());
        settings.put("moru.secrets.database.password", database.password());
        settings.put("moru.secrets.key-file", keyFile().toString());
        settings.put("moru.gateway.admin-token", ADMIN_TOKEN);
        settings.put("moru.gateway.admin-password", ADMIN_PASSWORD);
        return settings;
    }

    private static Path keyFile() {
        try {
            var file = Files.createTempFile("master", ".key");
            Files.writeString(file, "bW9ydS1tb3J1LW1vcnUtbW9ydS1tb3J1LW1vcnUtMDE=");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls as the administrator. */
    public WebTestClient client() {
        return anonymous()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + ADMIN_TOKEN)
                .build();
    }

    public String url() {
        return "http://127.0.0.1:"
                + ((ReactiveWebServerApplicationContext) context).getWebServer().getPort();
    }

    public WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(java.time.Duration.ofSeconds(30))
                .build();
    }

    /** The gateway's own tables. */
    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public TestDatabase database() {
        return database;
    }

    @Override
    public void close() {
        context.close();
    }
}
