package dev.moru.gateway.database;

import dev.moru.durable.database.DatabaseProperties;
import io.netty.util.ReferenceCountUtil;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

/** The request path's connections to the schema that the durable kit has migrated. */
@Configuration(proxyBeanMethods = false)
class ReactiveDatabaseConfiguration {

    @Bean(destroyMethod = "dispose")
    static ConnectionPool connectionPool(
            DatabaseProperties database, @Value("${moru.gateway.reactive-pool-size:8}") int size) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver(database))
                .name("moru-gateway")
                // Unequal on purpose: a pool that is born full has all its connections on one event loop.
                .initialSize(0)
                .maxSize(size)
                .maxIdleTime(Duration.ofMinutes(5))
                .maxAcquireTime(database.statementTimeout())
                .validationDepth(ValidationDepth.LOCAL)
                .build());
    }

    private static PostgresqlConnectionFactory driver(DatabaseProperties database) {
        var address = URI.create(database.url().substring("jdbc:".length()));
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(address.getHost())
                .port(address.getPort() < 0 ? 5432 : address.getPort())
                .database(address.getPath().substring(1))
                .username(database.username())
                .password(database.secret())
                .options(Map.of(
                        "search_path", database.schema(),
                        "statement_timeout",
                                String.valueOf(database.statementTimeout().toMillis()),
                        "idle_in_transaction_session_timeout",
                                String.valueOf(
                                        database.idleInTransactionTimeout().toMillis())))
                .applicationName("moru-gateway-requests")
                .connectTimeout(database.connectTimeout())
                .tcpKeepAlive(true)
                .build());
    }

    @Bean
    static DatabaseClient databaseClient(ConnectionPool pool) {
        // Statements are written with PostgreSQL's own markers, and some with its operator '?'.
        return DatabaseClient.builder()
                .connectionFactory(pool)
                .namedParameters(false)
                .executeFunction(ReactiveDatabaseConfiguration::execute)
                .build();
    }

    /**
     * A result that comes when its reader has left is released, which reads its rows off the connection. The driver drops it
     * as it is when the statement had no parameters (r2dbc-postgresql #661, up to 1.1.2), and every later statement on that
     * connection waits behind those rows for ever.
     */
    private static Flux<? extends Result> execute(Statement statement) {
        return Flux.from(statement.execute()).doOnDiscard(Result.class, ReferenceCountUtil::release);
    }

    @Bean
    static R2dbcTransactionManager reactiveTransactionManager(ConnectionPool pool) {
        return new R2dbcTransactionManager(pool);
    }

    @Bean
    static TransactionalOperator reactiveTransactions(R2dbcTransactionManager reactiveTransactionManager) {
        return TransactionalOperator.create(reactiveTransactionManager);
    }
}
