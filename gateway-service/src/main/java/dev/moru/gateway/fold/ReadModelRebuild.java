package dev.moru.gateway.fold;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.journal.StoredEntries;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the read models anew from the journal while the gateway serves and folds: into new tables up to almost the end,
 * then, while folds wait for a moment, the rest, and the exchange.
 */
public final class ReadModelRebuild {

    private static final Logger log = LoggerFactory.getLogger(ReadModelRebuild.class);
    private static final int BATCH = 10_000;
    private static final int REST = 1_000;
    private static final long ALONE = 0x6d6f72755f726562L;

    /** Consecutive entries of the journal. */
    private record Batch(long first, long last, List<FoldedEvent> events) {}

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final MessageCodec codec;
    private final StoredEntries journal;
    private final FoldGate gate;
    private final RebuiltTables tables;
    private final ReadModels models;

    ReadModelRebuild(
            DataSource dataSource,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            MessageCodec codec,
            StoredEntries journal) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.codec = codec;
        this.journal = journal;
        this.gate = new FoldGate(jdbc);
        this.tables = new RebuiltTables(jdbc);
        this.models = ReadModels.anew(jdbc, codec, RebuiltTables.SUFFIX);
    }

    /** Empty when another rebuild is running, here or at another replica. */
    public Optional<RebuildReport> run() {
        try (var alone = dataSource.getConnection()) {
            if (!ask(alone, "select pg_try_advisory_lock(?)")) {
                return Optional.empty();
            }
            try {
                return Optional.of(rebuild());
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

    private RebuildReport rebuild() {
        long begun = System.nanoTime();
        unhurried(tables::create);
        long done = foldUpTo(journal.end().position() - REST);
        long closing = System.nanoTime();
        unhurried(() -> finish(done));
        var report = new RebuildReport(
                journal.end().position(),
                Duration.ofNanos(System.nanoTime() - begun),
                Duration.ofNanos(System.nanoTime() - closing));
        log.info("Read models rebuilt: {} events, {} a second", report.events(), report.eventsPerSecond());
        return report;
    }

    /** Reads and decodes the next batch while the one before is written. */
    private long foldUpTo(long almostTheEnd) {
        var reader = Executors.newSingleThreadExecutor(task -> new Thread(task, "rebuild-reader"));
        try {
            long done = 0;
            var next = CompletableFuture.supplyAsync(() -> read(0), reader);
            while (done < almostTheEnd) {
                var batch = next.join();
                next = CompletableFuture.supplyAsync(() -> read(batch.last), reader);
                unhurried(() -> fold(batch));
                done = batch.last;
            }
            return done;
        } finally {
            reader.shutdownNow();
        }
    }

    private void finish(long done) {
        gate.close();
        long end = journal.end().position();
        for (long folded = done; folded < end; ) {
            var batch = read(folded);
            fold(batch);
            folded = batch.last;
        }
        tables.exchange();
    }

    private Batch read(long behind) {
        var entries = journal.behind(behind, BATCH);
        return new Batch(behind + 1, behind + entries.size(), stillOfInterest(entries));
    }

    /** Decodes what is not replaced within the batch. */
    private List<FoldedEvent> stillOfInterest(List<JournalEntry> entries) {
        var later = new LaterReports();
        var events = new ArrayDeque<FoldedEvent>(entries.size());
        for (int i = entries.size() - 1; i >= 0; i--) {
            var entry = entries.get(i);
            var envelope = entry.envelope();
            var body = later.replace(envelope)
                    ? null
                    : codec.decode(envelope.type(), entry.data()).orElse(null);
            events.addFirst(new FoldedEvent(envelope, body));
        }
        return List.copyOf(events);
    }

    private void fold(Batch batch) {
        models.fold(batch.events);
        models.index(batch.events, batch.first);
    }

    /** A rebuild's statements take longer than those that somebody waits for. */
    private void unhurried(Runnable work) {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("set local statement_timeout = 0");
            work.run();
        });
    }
}
