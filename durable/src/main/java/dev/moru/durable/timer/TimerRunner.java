package dev.moru.durable.timer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Fires what is due, each timer in a transaction of its own, so that one that fails does not hold up the others. */
public final class TimerRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TimerRunner.class);

    private static final String NEXT_DUE = """
            delete from timer where key = (
              select key from timer where due_at <= now() and key > ? order by key limit 1 for update skip locked)
            returning key, payload
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
            } catch (RuntimeException e) {
                log.warn("Timers can't be read: {}", e.getMessage());
                pauseAfterFailure();
            }
        }
    }

    /** One round over the timers that are due, in key order; those that fail stay for the next round. */
    private void fireAllDue() {
        var cursor = new Cursor();
        while (running && fireNext(cursor)) {
            log.debug("Fired {}", cursor.key);
        }
    }

    private boolean fireNext(Cursor cursor) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                var due = jdbc.query(NEXT_DUE, (row, n) -> new Due(row.getString(1), row.getString(2)), cursor.key);
                due.forEach(timer -> {
                    cursor.key = timer.key();
                    handler.fire(timer.key(), timer.payload());
                });
                return !due.isEmpty();
            }));
        } catch (RuntimeException e) {
            if (cursor.isStuck()) {
                throw e;
            }
            log.error("Timer {} failed and stays due", cursor.key, e);
            return true;
        }
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
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Due(String key, String payload) {}

    private static final class Cursor {

        private String key = "";
        private String lastSeen = "";

        /** Whether the failure came before another timer was read: then it is the database's. */
        boolean isStuck() {
            boolean stuck = key.equals(lastSeen);
            lastSeen = key;
            return stuck;
        }
    }
}
