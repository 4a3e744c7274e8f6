package dev.moru.backup.policy.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many backups there are, and how well servers are off with them. The guide's {@code backup_count_total} loses its suffix here,
 * which the Prometheus client takes off a gauge. One series each: a thousand servers are no labels.
 */
@Component
class BackupMeters implements MeterBinder {

    private static final String COUNT = "select count(*) from restore_point where state = 'AVAILABLE'";

    private static final String PROTECTED = "select count(*) from protection where not gone and policy is not null";

    private static final String MISSED = "select count(*) from protection where not gone and missed";

    /** Of the watched server that is worst off; one without any backup counts from when it came under its policy. */
    private static final String OLDEST = """
            select coalesce(extract(epoch from max(now() - coalesce(newest.taken_at, p.since))), 0)
            from protection p
            left join lateral (
              select max(taken_at) as taken_at from restore_point r
              where r.server_id = p.server_id and r.state = 'AVAILABLE'
            ) newest on true
            where not p.gone and p.missed is not null
            """;

    private final JdbcClient jdbc;

    BackupMeters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "backup.count", COUNT, "Backups that servers can be restored from");
        gauge(registry, "moru.backup.protected.servers", PROTECTED, "Servers that name a backup policy");
        gauge(
                registry,
                "moru.backup.recovery.point.missed",
                MISSED,
                "Servers whose newest backup is older than their policy allows");
        Gauge.builder("moru.backup.recovery.point.age", () -> read(OLDEST))
                .description("Age of the newest backup of the protected server that is worst off")
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String query, String description) {
        Gauge.builder(name, () -> read(query)).description(description).register(registry);
    }

    private double read(String query) {
        try {
            return jdbc.sql(query).query(Double.class).single();
        } catch (DataAccessException e) {
            // Not known, which is not zero.
            return Double.NaN;
        }
    }
}
