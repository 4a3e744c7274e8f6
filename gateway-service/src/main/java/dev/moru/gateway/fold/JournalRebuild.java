package dev.moru.gateway.fold;

import dev.moru.durable.consume.HandledHistories;
import dev.moru.durable.consume.HandledHistory;
import dev.moru.gateway.journal.JournalTwin;
import dev.moru.gateway.journal.StoredEntries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes the journal anew from the topics while the gateway serves and folds: into new tables up to where the folds stand,
 * then, while they wait for a moment, the rest, and the exchange. Positions change, so the epoch of cursors rises.
 */
public final class JournalRebuild {

    private static final Logger log = LoggerFactory.getLogger(JournalRebuild.class);
    private static final String MARKS = "mark";

    private final RebuildTurn turn;
    private final JdbcTemplate jdbc;
    private final HandledHistories histories;
    private final List<String> topics;
    private final StoredEntries journal;
    private final FoldGate gate;
    private final TwinTables tables;
    private final LogIndex logs;

    JournalRebuild(
            RebuildTurn turn,
            JdbcTemplate jdbc,
            HandledHistories histories,
            List<String> topics,
            StoredEntries journal) {
        this.turn = turn;
        this.jdbc = jdbc;
        this.histories = histories;
        this.topics = List.copyOf(topics);
        this.journal = journal;
        this.gate = new FoldGate(jdbc);
        this.tables = new TwinTables(jdbc);
        this.logs = new LogIndex(jdbc, LogIndex.TABLE + TwinTables.SUFFIX);
    }

    /** Empty when another rebuild is running, here or at another replica. */
    public Optional<JournalReport> run() {
        return turn.take(this::rebuild);
    }

    private JournalReport rebuild() {
        long begun = System.nanoTime();
        try (var making = new Making()) {
            making.almostAll();
            long closing = System.nanoTime();
            turn.step(making::finish);
            long end = System.nanoTime();
            var report = new JournalReport(
                    making.twin.size(),
                    making.carriedOver,
                    Duration.ofNanos(end - begun),
                    Duration.ofNanos(end - closing));
            log.info(
                    "Journal rebuilt: {} entries, {} a second, and {} older ones",
                    report.entries(),
                    report.entriesPerSecond(),
                    report.carriedOver());
            return report;
        }
    }

    /** Compares the journal with the topics as far as they are folded. Nothing is changed, and nothing waits. */
    public Optional<List<TopicVerdict>> verify() {
        return turn.take(() -> {
            var comparison = new JournalComparison(jdbc);
            try (var making = new Making()) {
                making.almostAll();
                turn.atOneMoment(() -> comparison.read(making::rest));
            }
            return comparison.verdicts();
        });
    }

    /** A journal on its way. */
    private final class Making implements AutoCloseable {

        private final HandledHistory history;
        private final JournalTwin twin;
        private long carriedOver;

        Making() {
            turn.step(() -> List.of(JournalTwin.OF, LogIndex.TABLE, MARKS).forEach(tables::create));
            var before = journal.end();
            history = histories.ofEvents(topics, MARKS + TwinTables.SUFFIX);
            twin = new JournalTwin(jdbc, history.trimmedTopics(), before);
        }

        void almostAll() {
            var isLast = new boolean[1];
            while (!isLast[0]) {
                turn.step(() -> isLast[0] = appendNext());
            }
            turn.step(() -> {
                carriedOver = twin.carryOver();
                logs.carryOver(JournalTwin.OF + TwinTables.SUFFIX);
            });
        }

        private boolean appendNext() {
            var stretch = history.next();
            var first = twin.append(stretch.messages());
            logs.index(stretch.messages().stream().map(FoldedEvent::of).toList(), first);
            return stretch.isLast();
        }

        void rest() {
            for (var isLast = false; !isLast; ) {
                isLast = appendNext();
            }
        }

        void finish() {
            gate.close();
            rest();
            tables.exchange(JournalTwin.OF);
            tables.exchange(LogIndex.TABLE);
            twin.endEpoch();
        }

        @Override
        public void close() {
            history.close();
            turn.step(() -> List.of(JournalTwin.OF, LogIndex.TABLE, MARKS).forEach(tables::drop));
        }
    }
}
