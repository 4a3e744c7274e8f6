package dev.moru.durable.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
        schedule(List.of(new Timer(key, dueAt, payload)));
    }

    /** Schedules a timer that is due after a pause from now, by the clock that it will be judged by. */
    public void scheduleIn(String key, Duration pause, String payload) {
        jdbc.update("""
                insert into timer (key, due_at, payload) values (?, now() + make_interval(secs => ?), ?)
                on conflict (key) do update set due_at = excluded.due_at, payload = excluded.payload
                """, key, pause.toMillis() / 1e3, payload);
    }

    /** Schedules timers with different keys in one statement; those with the same keys are replaced. */
    public void schedule(List<Timer> timers) {
        if (timers.isEmpty()) {
            return;
        }
        var sorted = timers.stream().sorted(Comparator.comparing(Timer::key)).toList();
        jdbc.update(
                """
                insert into timer (key, due_at, payload)
                select * from unnest(?::text[], ?::timestamptz[], ?::text[])
                on conflict (key) do update set due_at = excluded.due_at, payload = excluded.payload
                """,
                sorted.stream().map(Timer::key).toArray(String[]::new),
                sorted.stream().map(timer -> timer.dueAt().toString()).toArray(String[]::new),
                sorted.stream().map(Timer::payload).toArray(String[]::new));
    }

    /** Something that is due at a time. */
    public record Timer(String key, Instant dueAt, String payload) {}

    public void cancel(List<String> keys) {
        if (!keys.isEmpty()) {
            jdbc.update("delete from timer where key = any(?)", (Object) keys.toArray(String[]::new));
        }
    }
}
