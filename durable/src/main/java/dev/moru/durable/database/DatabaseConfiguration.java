package dev.moru.durable.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The imperative access of a service to its schema, which is migrated before anybody can use it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseConfiguration {

    @Bean
    static DataSource dataSource(DatabaseProperties database, @Value("${moru.service}") String service) {
        new Migrations(database, service).run();
        return new HikariDataSource(pool(database, service));
    }

    private static HikariConfig pool(DatabaseProperties database, String service) {
        var pool = new HikariConfig();
        pool.setPoolName(service);
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.username());
        pool.setPassword(database.secret());
        pool.setMaximumPoolSize(database.poolSize());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(database.connectTimeout().toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("options", database.sessionOptions());
        pool.addDataSourceProperty("ApplicationName", "moru-" + service);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Longer than any statement may take: a peer that is gone without a word must not hold a thread for ever.
        pool.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(database.statementTimeout().plusSeconds(2).toSeconds()));
        return pool;
    }

    @Bean
    static JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    static JdbcClient jdbcClient(JdbcTemplate jdbcTemplate) {
        return JdbcClient.create(jdbcTemplate);
    }

    @Bean
    static JdbcTransactionManager jdbcTransactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    static TransactionTemplate transactionTemplate(JdbcTransactionManager jdbcTransactionManager) {
        return new TransactionTemplate(jdbcTransactionManager);
    }
}
