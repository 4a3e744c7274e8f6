package dev.moru.monitoring.alert.persistence;

import dev.moru.contracts.alert.Alert;
import dev.moru.durable.MessageCodec;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.alert.Alerts;
import dev.moru.monitoring.alert.KnownAlert;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class AlertTable implements Alerts {

    /** A set of labels of which nothing is known has no row to lock yet; the lock ends with the transaction. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(key) from (
              select distinct hashtextextended(fingerprint, 0) as key from unnest(?::text[]) f(fingerprint) order by key
            ) sorted
            """;

    private static final String KNOWN = """
            select fingerprint, body, changed_at < now() - make_interval(secs => ?) as settled from alert
            where fingerprint = any(?) and (state = 'FIRING' or starts_at >= ?)
            """;

    /** The same lock as that of its labels, so that no report of it comes in between. */
    private static final String LOCK_ONE = """
            select pg_advisory_xact_lock(hashtextextended(fingerprint, 0)) from alert where id = ?
            """;

    private static final String ONE = "select body from alert where id = ?";

    private static final String STORE = """
            insert into alert (id, fingerprint, starts_at, state, body) values (?, ?, ?, ?, ?::json)
            on conflict (id) do update set state = excluded.state, body = excluded.body, changed_at = now()
            """;

    private static final String FORGET = """
            delete from alert where id in (
              select id from alert where state = 'RESOLVED' and changed_at < now() - make_interval(secs => ?)
              order by changed_at limit ? for update skip locked)
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final Duration settling;

    AlertTable(JdbcTemplate jdbc, MessageCodec codec, MonitoringProperties properties) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.settling = properties.alertSettling();
    }

    @Override
    public Instant now() {
        var now = jdbc.queryForObject("select clock_timestamp()", Timestamp.class);
        return Objects.requireNonNull(now).toInstant();
    }

    @Override
    public Map<String, List<KnownAlert>> lock(Collection<String> fingerprints, Instant since) {
        var names = fingerprints.toArray(String[]::new);
        jdbc.query(LOCK, row -> {}, (Object) names);
        var known = new HashMap<String, List<KnownAlert>>();
        jdbc.query(
                KNOWN,
                row -> {
                    var alert = codec.read(row.getString("body"), Alert.class);
                    known.computeIfAbsent(row.getString("fingerprint"), name -> new ArrayList<>())
                            .add(new KnownAlert(alert, row.getBoolean("settled")));
                },
                settling.toMillis() / 1000.0,
                names,
                Timestamp.from(since));
        return known;
    }

    @Override
    public Optional<Alert> lock(UUID id) {
        jdbc.query(LOCK_ONE, row -> {}, id);
        return jdbc.query(ONE, (row, n) -> codec.read(row.getString("body"), Alert.class), id).stream()
                .findFirst();
    }

    @Override
    public void store(Collection<Alert> alerts) {
        jdbc.batchUpdate(
                STORE,
                alerts.stream()
                        .map(alert -> new Object[] {
                            alert.id(),
                            alert.fingerprint(),
                            Timestamp.from(alert.startsAt()),
                            alert.state().name(),
                            codec.write(alert)
                        })
                        .toList());
    }

    @Override
    public boolean forget(Duration keep, int atMost) {
        return jdbc.update(FORGET, (double) keep.toSeconds(), atMost) == atMost;
    }
}
