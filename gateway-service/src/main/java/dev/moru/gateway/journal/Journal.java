package dev.moru.gateway.journal;

import dev.moru.durable.consume.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The stored journal, as the folding side writes and follows it. */
@Component
public class Journal {

    // One round trip, because nobody else can append between the new end and the commit.
    private static final String APPEND = """
            with place as (
              update journal_end set position = position + ? returning epoch, position - ? as before
            ), appended as (
              insert into journal (position, %s)
              select place.before + d.n, %s from place, %s
            )
            select epoch, before from place
            """.formatted(EntryColumns.NAMES, EntryColumns.VALUES, EntryColumns.ROWS);

    private final JdbcTemplate jdbc;
    private final JournalTail tail;

    Journal(JdbcTemplate jdbc, JournalTail tail) {
        this.jdbc = jdbc;
        this.tail = tail;
    }

    /**
     * Appends events as the last thing that the running transaction does: from here to the commit no other one can append,
     * which is what makes the order of positions that of commits.
     */
    public List<JournalEntry> append(List<InboundMessage> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var columns = EntryColumns.of(messages);
        var before = insert(columns, messages.size());
        var entries = new ArrayList<JournalEntry>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            entries.add(new JournalEntry(
                    before.position() + i + 1, message.position().topic(), message.envelope(), columns.body(i)));
        }
        handOverAfterCommit(before.epoch(), entries);
        return entries;
    }

    /** Tells the place before the first one. */
    private Cursor insert(EntryColumns columns, int count) {
        var before = jdbc.queryForObject(
                APPEND, (row, n) -> new Cursor(row.getInt(1), row.getLong(2)), columns.behind(count, count));
        return Objects.requireNonNull(before, "the journal has no end");
    }

    private void handOverAfterCommit(int epoch, List<JournalEntry> entries) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tail.committed(epoch, entries);
            }
        });
    }
}
