package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the journal on a thread that may wait. */
@Component
public class StoredEntries {

    private static final String BEHIND = NextEntries.sql("?", "?");

    private final JdbcTemplate jdbc;

    StoredEntries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The end of the journal, committed. */
    public Cursor end() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select epoch, position from journal_end", (row, n) -> new Cursor(row.getInt(1), row.getLong(2))));
    }

    /** The next entries behind a position, in order, as many as may be read at once; none when it is the end. */
    public List<JournalEntry> behind(long position, int atMost) {
        return jdbc.query(BEHIND, (row, n) -> entry(row), position, atMost, atMost);
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        var context = new MessageContext(
                row.getObject("operation", UUID.class),
                row.getObject("causation", UUID.class),
                row.getString("actor"),
                row.getString("project"),
                row.getString("site"),
                row.getString("severity"),
                null,
                null,
                null);
        var envelope = new Envelope(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("type"),
                row.getString("subject"),
                row.getObject("time", OffsetDateTime.class).toInstant(),
                row.getInt("epoch"),
                row.getLong("sequence"),
                context);
        return new JournalEntry(row.getLong("position"), row.getString("topic"), envelope, row.getBytes("data"));
    }
}
