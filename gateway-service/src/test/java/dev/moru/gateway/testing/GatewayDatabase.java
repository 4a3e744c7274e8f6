package dev.moru.gateway.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageTypes;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.embedded.testing.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A real and empty database with the gateway's tables, of one test class. */
public final class GatewayDatabase implements AutoCloseable {

    public static final String SCHEMA = "gateway";

    private final TestDatabase database = SharedStores.postgres().freshDatabase();
    private final HikariDataSource dataSource = dataSource(database);
    private final JdbcTemplate jdbc = new JdbcTemplate(dataSource);
    private final ConnectionPool pool = pool(database);

    public GatewayDatabase() {
        jdbc.execute("create schema " + SCHEMA);
        migrate("db/durable", "durable_history");
        migrate("db/gateway", "flyway_history");
    }

    private static HikariDataSource dataSource(TestDatabase database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.addDataSourceProperty("options", "-c search_path=" + SCHEMA);
        return new HikariDataSource(config);
    }

    private static ConnectionPool pool(TestDatabase database) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(
                        new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                                .host(database.host())
                                .port(database.port())
                                .database(database.name())
                                .username(database.user())
                                .password(database.password())
                                .options(Map.of("search_path", SCHEMA))
                                .build()))
                .initialSize(0)
                .maxSize(4)
                .build());
    }

    private void migrate(String folder, String history) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(SCHEMA)
                .locations("classpath:" + folder)
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    public static MessageCodec codec() {
        return new MessageCodec(
                new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));
    }

    public TestDatabase address() {
        return database;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /** Takes PostgreSQL's own parameter markers, as the gateway's does. */
    public DatabaseClient client() {
        return DatabaseClient.builder()
                .connectionFactory(pool)
                .namedParameters(false)
                .build();
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void close() {
        pool.dispose();
        dataSource.close();
    }
}
