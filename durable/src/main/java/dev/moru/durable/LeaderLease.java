package dev.moru.durable;

import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which replica does what only one may do. Judged by the clock of the database, so that a frozen holder is replaced. */
public final class LeaderLease {

    private static final String TAKE = """
            insert into leader_lease as l (name, holder, lease_until)
            values (?, ?, now() + make_interval(secs => ?))
            on conflict (name) do update set holder = excluded.holder, lease_until = excluded.lease_until
            where l.holder = excluded.holder or l.lease_until < now()
            """;

    private final JdbcTemplate jdbc;
    private final String name;
    private final String holder;
    private final Duration length;
    private long renewAtNanos;
    private boolean held;

    public LeaderLease(JdbcTemplate jdbc, String name, String holder, Duration length) {
        this.jdbc = jdbc;
        this.name = name;
        this.holder = holder;
        this.length = length;
        this.renewAtNanos = System.nanoTime();
    }

    /** Takes or renews the lease when it is time to; otherwise remembers the last answer. */
    public synchronized boolean isHeld() {
        if (System.nanoTime() - renewAtNanos >= 0) {
            held = jdbc.update(TAKE, name, holder, length.toMillis() / 1000.0) == 1;
            // A holder renews well before the end; one who waits looks often enough to follow soon.
            renewAtNanos = System.nanoTime() + length.dividedBy(3).toNanos();
        }
        return held;
    }

    /** Gives the lease back, so that another replica need not wait. */
    public synchronized void release() {
        if (held) {
            held = false;
            try {
                jdbc.update("delete from leader_lease where name = ? and holder = ?", name, holder);
            } catch (DataAccessException e) {
                // It ends by itself; the database may be gone already when a process stops.
                renewAtNanos = System.nanoTime();
            }
        }
    }
}
