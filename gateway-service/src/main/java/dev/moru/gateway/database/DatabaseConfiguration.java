package dev.moru.gateway.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "dispose")
    static ConnectionPool connectionPool(DatabaseProperties properties) {
        var driver = new PostgresqlConnectionFactory(driverOf(properties));
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver)
                .name("moru-gateway")
                // Unequal on purpose: a pool that is born full has all its connections on one event loop.
                .initialSize(0)
                .maxSize(properties.reactivePoolSize())
                .maxIdleTime(Duration.ofMinutes(5))
                .maxAcquireTime(properties.statementTimeout())
                .build());
    }

    private static PostgresqlConnectionConfiguration driverOf(DatabaseProperties properties) {
        var address = URI.create(properties.url().substring("jdbc:".length()));
        return PostgresqlConnectionConfiguration.builder()
                .host(address.getHost())
                .port(address.getPort() < 0 ? 5432 : address.getPort())
                .database(address.getPath().substring(1))
                .username(properties.username())
                .password(properties.secret())
                .schema(properties.schema())
                .applicationName("moru-gateway")
                .connectTimeout(Duration.ofSeconds(3))
                .statementTimeout(properties.statementTimeout())
                .tcpKeepAlive(true)
                .build();
    }

    @Bean
    static DatabaseClient databaseClient(ConnectionPool pool) {
        return DatabaseClient.create(pool);
    }

    @Bean
    static R2dbcTransactionManager reactiveTransactionManager(ConnectionPool pool) {
        return new R2dbcTransactionManager(pool);
    }

    @Bean
    static TransactionalOperator reactiveTransactions(R2dbcTransactionManager manager) {
        return TransactionalOperator.create(manager);
    }
}
