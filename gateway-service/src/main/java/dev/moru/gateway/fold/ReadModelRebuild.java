package dev.moru.gateway.fold;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.journal.StoredEntries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the read models anew from the journal while the gateway serves and folds: into new tables up to almost the end,
 * then, while folds wait for a moment, the rest, and the exchange.
 */
public final class ReadModelRebuild {

    private static final Logger log = LoggerFactory.getLogger(ReadModelRebuild.class);
    private static final int BATCH = 10_000;
    private static final int REST = 1_000;

    /** Consecutive entries of the journal. */
    private record Batch(long first, long last, List<FoldedEvent> events) {}

    private final RebuildTurn turn;
    private final MessageCodec codec;
    private final StoredEntries journal;
    private final FoldGate gate;
    private final RebuiltTables tables;
    private final ReadModels models;

    ReadModelRebuild(RebuildTurn turn, JdbcTemplate jdbc, MessageCodec codec, StoredEntries journal) {
        this.turn = turn;
        this.codec = codec;
        this.journal = journal;
        this.gate = new FoldGate(jdbc);
        this.tables = new RebuiltTables(jdbc);
        this.models = ReadModels.anew(jdbc, codec, TwinTables.SUFFIX);
    }

    /** Empty when another rebuild is running, here or at another replica. */
    public Optional<RebuildReport> run() {
        return turn.take(this::rebuild);
    }

    /** Compares the read models with what the journal says. Nothing is changed, and nothing waits. */
    public Optional<List<ModelVerdict>> verify() {
        return turn.take(() -> {
            turn.step(tables::create);
            long done = foldUpTo(journal.end().position() - REST);
            var verdicts = new ArrayList<ModelVerdict>();
            turn.atOneMoment(() -> {
                foldRest(done);
                verdicts.addAll(tables.compare());
            });
            turn.step(tables::drop);
            return verdicts;
        });
    }

    private RebuildReport rebuild() {
        long begun = System.nanoTime();
        turn.step(tables::create);
        long done = foldUpTo(journal.end().position() - REST);
        long closing = System.nanoTime();
        turn.step(() -> finish(done));
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
                turn.step(() -> fold(batch));
                done = batch.last;
            }
            return done;
        } finally {
            reader.shutdownNow();
        }
    }

    private void finish(long done) {
        gate.close();
        foldRest(done);
        tables.exchange();
    }

    private void foldRest(long done) {
        long end = journal.end().position();
        for (long folded = done; folded < end; ) {
            var batch = read(folded);
            fold(batch);
            folded = batch.last;
        }
    }

    private Batch read(long behind) {
        var entries = journal.behind(behind, BATCH);
        // The first one of a journal that was made anew need not stand at 1; from there on none is left out.
        long first = entries.isEmpty() ? behind + 1 : entries.get(0).position();
        return new Batch(first, first + entries.size() - 1, stillOfInterest(entries));
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
}
