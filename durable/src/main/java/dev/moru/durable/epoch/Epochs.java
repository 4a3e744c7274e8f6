package dev.moru.durable.epoch;

import dev.moru.durable.database.Unhurried;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The epoch of the installation, as a service's schema has it: how often it was restored from a backup, and one. */
public final class Epochs {

    private static final Logger log = LoggerFactory.getLogger(Epochs.class);

    private static final String KEEP_MARKS = """
            insert into epoch_begin_mark (began, topic, source, subject, epoch, sequence)
            select ?, topic, source, subject, epoch, sequence from mark
            """;
    /** Whatever is sent in older epochs has been handled, or belongs to a time that is gone. */
    private static final String COVER_OLDER_EPOCHS = "update mark set epoch = ? - 1, sequence = 9223372036854775807";

    /** What had not been sent yet is sent in the new epoch, in which every stream is counted anew. */
    private static final String RENUMBER_OUTBOX = """
            update outbox o set epoch = ?, sequence = n.sequence
            from (select position, row_number() over (partition by topic, subject order by position) as sequence
                  from outbox where sequence is not null) n
            where o.position = n.position
            """;

    private static final String RENUMBER_STREAMS = """
            insert into stream (topic, subject, last_sequence)
            select topic, subject, max(sequence) from outbox where sequence is not null group by topic, subject
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public Epochs(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public int current() {
        var epoch = jdbc.queryForObject("select epoch from installation", Integer.class);
        return epoch == null ? 1 : epoch;
    }

    /** When the installation was restored the last time; empty when it never was. */
    public Optional<Instant> lastBegan() {
        return jdbc
                .query(
                        "select began_at from epoch_begin order by epoch desc limit 1",
                        (row, n) -> row.getTimestamp(1).toInstant())
                .stream()
                .findFirst();
    }

    /** Begins an epoch unless it has begun. No other replica of the service may be running. */
    public void raiseTo(int epoch) {
        transaction.executeWithoutResult(status -> {
            Unhurried.transaction(jdbc);
            jdbc.queryForObject("select epoch from installation for update", Integer.class);
            if (current() < epoch) {
                begin(epoch);
                log.warn("Epoch {} begins: the installation was restored from a backup", epoch);
            }
        });
    }

    private void begin(int epoch) {
        jdbc.update("insert into epoch_begin (epoch) values (?)", epoch);
        jdbc.update(KEEP_MARKS, epoch);
        jdbc.update(COVER_OLDER_EPOCHS, epoch);
        jdbc.update("delete from stream");
        jdbc.update(RENUMBER_OUTBOX, epoch);
        jdbc.update(RENUMBER_STREAMS);
        jdbc.update("update installation set epoch = ?", epoch);
    }

    boolean isResumptionDue() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select resumed_epoch < epoch from installation", Boolean.class));
    }

    /** Runs, once in an epoch that is not the first, in one transaction with the note that it was done. */
    void once(Runnable resumption) {
        transaction.executeWithoutResult(status -> {
            Unhurried.transaction(jdbc);
            var due = jdbc.update("update installation set resumed_epoch = epoch where resumed_epoch < epoch");
            if (due == 1) {
                resumption.run();
            }
        });
    }
}
