package dev.moru.systemtests.chaos;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.systemtests.parts.Member;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits to be published, and what is open: looked up in the tables, because nothing outside shows it. */
final class Backlog {

    private static final List<String> OUTBOXES =
            Member.all().stream().map(member -> member.table("outbox")).toList();

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final long POLL_MILLIS = 250;

    private final EmbeddedPostgres postgres;

    Backlog(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** When everything that waits now has been published; null when it was not as long as a service may take to come back. */
    @Nullable
    Instant awaitGone() throws InterruptedException {
        var begin = Instant.now();
        var newest = OUTBOXES.stream()
                .map(outbox -> count("select coalesce(max(position), 0) from " + outbox))
                .toList();
        while (Instant.now().isBefore(begin.plus(LONGEST))) {
            var left = 0L;
            for (int i = 0; i < OUTBOXES.size(); i++) {
                left += count("select count(*) from %s where position <= %d".formatted(OUTBOXES.get(i), newest.get(i)));
            }
            if (left == 0) {
                return Instant.now();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return null;
    }

    /** What a run that is over still waits for; empty when nothing is under way any more. */
    String unfinished() {
        var operations = count("select count(*) from gateway.operation where state in ('ACCEPTED', 'RUNNING')");
        var cleanups = count("select count(*) from gateway.operation where document ->> 'cleanup' = 'PENDING'");
        var messages = OUTBOXES.stream()
                .mapToLong(outbox -> count("select count(*) from " + outbox))
                .sum();
        var deliveries = count("""
                select count(*) from notification.delivery d join notification.channel c on c.id = d.channel_id
                where d.state in ('HELD', 'PENDING') and c.gone is null
                """);
        var backups = count("select count(*) from backup.restore_point where state in ('RUNNING', 'REMOVING')");
        return operations + cleanups + messages + deliveries + backups == 0
                ? ""
                : "%d operations, %d cleanups, %d messages, %d deliveries, %d backups"
                        .formatted(operations, cleanups, messages, deliveries, backups);
    }

    /** Whether the database answers. */
    boolean isReadable() {
        try (var connection = postgres.connect("moru")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private long count(String query) {
        try (var connection = postgres.connect("moru");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
