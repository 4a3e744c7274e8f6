package dev.moru.gateway.journal;

import dev.moru.durable.consume.InboundMessage;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A journal that is made anew beside the one in use. Its first position is one behind what the one in use held when it was
 * begun, where something has to be put before it; else 1.
 */
public final class JournalTwin {

    public static final String OF = "journal";

    private static final String APPEND = """
            insert into journal_rebuilt (position, %s) select ? + d.n, %s from %s
            """.formatted(EntryColumns.NAMES, EntryColumns.VALUES, EntryColumns.ROWS);

    /** Of each stream what stands before the first entry that its topic still has. */
    private static final String CARRY_OVER = """
            with first_left as (
              select distinct on (topic, source, subject) topic, source, subject, epoch, sequence
              from journal_rebuilt where topic = any(?)
              order by topic, source, subject, epoch, sequence
            )
            insert into journal_rebuilt (position, %1$s)
            select ? - count(*) over () + row_number() over (order by position), %1$s
            from journal o
            where topic = any(?) and position <= ? and not exists (
              select from first_left f
              where f.topic = o.topic and f.source = o.source and f.subject = o.subject
                and (f.epoch, f.sequence) <= (o.epoch, o.sequence))
            """.formatted(EntryColumns.NAMES);

    private final JdbcTemplate jdbc;
    private final Collection<String> trimmed;
    private final long heldBefore;
    private long last;

    /**
     * @param trimmed topics that no longer have all that was in them
     * @param before the end of the journal in use, before the first of the topics was read
     */
    public JournalTwin(JdbcTemplate jdbc, Collection<String> trimmed, Cursor before) {
        this.jdbc = jdbc;
        this.trimmed = List.copyOf(trimmed);
        this.heldBefore = trimmed.isEmpty() ? 0 : before.position();
        this.last = heldBefore;
    }

    /** Tells the position of the first one; the others follow it. */
    public long append(List<InboundMessage> messages) {
        long first = last + 1;
        if (!messages.isEmpty()) {
            jdbc.update(APPEND, EntryColumns.of(messages).behind(last));
            last += messages.size();
        }
        return first;
    }

    /** Puts before everything what the journal in use has of the trimmed topics and they do not have any more. */
    public int carryOver() {
        var topics = trimmed.toArray(String[]::new);
        return trimmed.isEmpty() ? 0 : jdbc.update(CARRY_OVER, topics, heldBefore, topics, heldBefore);
    }

    /** How many entries were appended; those carried over are not counted. */
    public long size() {
        return last - heldBefore;
    }

    /** Ends the epoch of the journal in use, whose positions mean nothing in this one. */
    public void endEpoch() {
        jdbc.update("update journal_end set epoch = epoch + 1, position = ?", last);
    }
}
