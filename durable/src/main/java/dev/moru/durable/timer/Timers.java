package dev.moru.durable.timer;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Schedules what has to happen at a time, in the running transaction. The clock is that of the database. */
public final class Timers {

    private final JdbcTemplate jdbc;

    public Timers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Schedules a timer; one with the same key is replaced. */
    public void schedule(String key, Instant dueAt, String payload) {
        jdbc.update("""
                insert into timer (key, due_at, payload) values (?, ?, ?)
                on conflict (key) do update set due_at = excluded.due_at, payload = excluded.payload
                """, key, java.sql.Timestamp.from(dueAt), payload);
    }

    public void cancel(List<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.update("delete from timer where key = any(?)", (Object) keys.toArray(String[]::new));
        }
    }
}
