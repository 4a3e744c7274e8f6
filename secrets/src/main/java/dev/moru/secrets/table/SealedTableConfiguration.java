package dev.moru.secrets.table;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.moru.secrets.SecretStore;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sealed table, which needs nothing but the database that every installation has. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "moru.secrets.backend", havingValue = "sealed", matchIfMissing = true)
@EnableConfigurationProperties(SealedTableProperties.class)
public class SealedTableConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SealedTableConfiguration.class);

    @Bean(destroyMethod = "close")
    SecretStore sealedTable(SealedTableProperties properties) {
        // Before the database is touched: a start without a key changes nothing.
        var keys = new KeyRing(
                KeyFile.read(properties.requiredKeyFile()),
                properties.previousKeyFiles().stream().map(KeyFile::read).toList(),
                new SecureRandom());
        var pool = pool(properties.requiredDatabase());
        try {
            migrate(pool, properties.requiredDatabase().schema());
            var table = new SealedTable(pool, keys);
            var resealed = table.reseal();
            if (resealed > 0) {
                log.info("Sealed {} secrets again with the current master key", resealed);
            }
            return table;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    static HikariDataSource pool(SealedTableProperties.Database database) {
        var config = new HikariConfig();
        config.setPoolName("secrets");
        config.setJdbcUrl(database.url());
        config.setSchema(database.schema());
        config.setUsername(database.username());
        config.setPassword(database.effectivePassword());
        config.setMaximumPoolSize(database.connections());
        config.setMinimumIdle(0);
        // The first to need the database is the migration, whose failure says more.
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(database.timeout().toMillis());
        config.addDataSourceProperty(
                "options", "-c statement_timeout=" + database.timeout().toMillis());
        // Longer than any statement may take: a host that is gone without a word must not hold a thread for ever.
        config.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(database.timeout().plusSeconds(2).toSeconds()));
        return new HikariDataSource(config);
    }

    static void migrate(DataSource dataSource, String schema) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .table("flyway_history")
                .locations("classpath:db/secrets")
                .load()
                .migrate();
    }
}
