package dev.moru.durable;

import dev.moru.durable.database.DatabaseConfiguration;
import dev.moru.durable.database.DatabaseProperties;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.Outbox;
import dev.moru.embedded.testing.SharedStores;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh database with the tables of the kit, as a service would get it. */
public final class KitDatabase {

    /** The one message type of these tests. */
    public record Counted(int n) {}

    public final DatabaseProperties properties;
    public final JdbcTemplate jdbc;
    public final TransactionTemplate transaction;
    public final MessageCodec codec = new MessageCodec(new MessageTypes(
            type -> type == Counted.class ? "test.counted.v1" : "test.unknown",
            name -> Optional.ofNullable(Map.of("test.counted.v1", Counted.class).get(name))));
    public final Outbox outbox;

    public KitDatabase() {
        var database = SharedStores.postgres().freshDatabase();
        properties = new DatabaseProperties(
                database.jdbcUrl(),
                "public",
                database.user(),
                database.password(),
                null,
                20,
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10));
        var dataSource = dataSource();
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        outbox = new Outbox(jdbc, codec, new Origin("/moru/test", 1), () -> {});
    }

    private DataSource dataSource() {
        try {
            var factory =
                    DatabaseConfiguration.class.getDeclaredMethod("dataSource", DatabaseProperties.class, String.class);
            factory.setAccessible(true);
            return (DataSource) factory.invoke(null, properties, "test");
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    public void inTransaction(Runnable action) {
        transaction.executeWithoutResult(status -> action.run());
    }
}
