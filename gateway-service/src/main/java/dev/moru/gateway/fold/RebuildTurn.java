package dev.moru.gateway.fold;

import dev.moru.durable.database.Unhurried;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets one rebuild or comparison go on at a time, over all replicas, because they use the same tables. */
final class RebuildTurn {

    private static final long ALONE = 0x6d6f72755f726562L;

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate view;

    RebuildTurn(DataSource dataSource, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.view = new TransactionTemplate(transactions);
        view.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Empty when somebody else has the turn, here or at another replica. */
    <T> Optional<T> take(Supplier<T> work) {
        try (var alone = dataSource.getConnection()) {
            if (!ask(alone, "select pg_try_advisory_lock(?)")) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                ask(alone, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("rebuild", null, e);
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            statement.setLong(1, ALONE);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** One transaction, whose statements may take longer than those that somebody waits for. */
    void step(Runnable work) {
        transaction.executeWithoutResult(status -> unhurried(work));
    }

    /** One transaction that sees everything as it was at one moment, however long it takes. */
    void atOneMoment(Runnable work) {
        view.executeWithoutResult(status -> unhurried(work));
    }

    private void unhurried(Runnable work) {
        Unhurried.transaction(jdbc);
        work.run();
    }
}
