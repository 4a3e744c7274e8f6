package dev.moru.durable.timer;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import dev.moru.durable.database.Outages;
import dev.moru.durable.start.StartsWithKafka;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Fires what is due, each timer in a transaction of its own, so that one that fails does not hold up the others. */
public final class TimerRunner implements StartsWithKafka {

    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);

    private static final String NEXT_DUE = """
            delete from timer where key = (
              select key from timer where due_at <= ? and (due_at, key) > (?, ?)
              order by due_at, key limit 1 for update skip locked)
            returning due_at, key, payload
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TimerHandler handler;
    private final Duration poll;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    public TimerRunner(JdbcTemplate jdbc, TransactionTemplate transaction, TimerHandler handler, Duration poll) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.handler = handler;
        this.poll = poll;
    }

    @Override
    public void start() {
        running = true;
        thread = new Thread(this::run, "timers");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (running) {
            try {
                fireAllDue();
                TimeUnit.MILLISECONDS.sleep(poll.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                log.warn("Timers can't be read: {}", String.valueOf(e));
                pauseAfterFailure();
            }
        }
    }

    /**
     * One round over the timers that are due when it begins, oldest first; those that fail stay for the next round, and so does
     * what comes meanwhile: a timer that is always due again would keep the others waiting.
     */
    private void fireAllDue() {
        var cursor = new Cursor(Objects.requireNonNull(jdbc.queryForObject("select now()", Timestamp.class)));
        while (running && fireNext(cursor)) {
            FailPoint.reach(FailPoints.TIMER_AFTER_COMMIT);
        }
    }

    /** An error of a handler is caught as well: nobody else fires the other timers. */
    private boolean fireNext(Cursor cursor) {
        cursor.isMoved = false;
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> fire(cursor)));
        } catch (RuntimeException | Error e) {
            if (!cursor.isMoved) {
                throw e;
            }
            if (Outages.isOutage(e)) {
                // Among them a deadlock with somebody who cancels this very timer: the loser looks again.
                log.warn("Timer {} waits for the database: {}", cursor.key, e.getMessage());
            } else {
                log.error("Timer {} failed and stays due", cursor.key, e);
            }
            return true;
        }
    }

    private boolean fire(Cursor cursor) {
        var due = jdbc.query(
                NEXT_DUE,
                (row, n) -> new Due(row.getTimestamp(1), row.getString(2), row.getString(3)),
                cursor.until,
                cursor.dueAt,
                cursor.key);
        due.forEach(timer -> {
            cursor.moveTo(timer);
            handler.fire(timer.key(), timer.payload());
            FailPoint.reach(FailPoints.TIMER_BEFORE_COMMIT);
        });
        return !due.isEmpty();
    }

    private void pauseAfterFailure() {
        try {
            TimeUnit.MILLISECONDS.sleep(poll.toMillis());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Due(Timestamp dueAt, String key, String payload) {}

    private static final class Cursor {

        private final Timestamp until;
        private Timestamp dueAt = new Timestamp(0);
        private String key = "";
        // Whether a failure came with a timer in hand; otherwise it is the database's.
        private boolean isMoved;

        Cursor(Timestamp until) {
            this.until = until;
        }

        void moveTo(Due timer) {
            dueAt = timer.dueAt();
            key = timer.key();
            isMoved = true;
        }
    }
}
