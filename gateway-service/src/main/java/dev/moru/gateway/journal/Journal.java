package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import dev.moru.durable.consume.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The stored journal, as the folding side writes and follows it. */
@Component
public class Journal {

    private static final String APPEND = """
            insert into journal (position, id, topic, source, subject, epoch, sequence, type, time, project, site,
                                 severity, actor, operation, causation, data)
            select ?::bigint + d.n, d.id::uuid, d.topic, d.source, d.subject, d.epoch, d.sequence, d.type,
                   d.time::timestamptz, d.project, d.site, d.severity, d.actor, d.operation::uuid, d.causation::uuid, d.data
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[]) with ordinality
              as d(id, topic, source, subject, epoch, sequence, type, time, project, site, severity, actor, operation,
                   causation, data, n)
            """;

    private final JdbcTemplate jdbc;
    private final JournalTail tail;
    private final JsonMapper json = new JsonMapper();

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
        long before = advance(messages.size()) - messages.size();
        var entries = new ArrayList<JournalEntry>(messages.size());
        for (var message : messages) {
            entries.add(new JournalEntry(
                    before + entries.size() + 1, message.position().topic(), message.envelope(), jsonOf(message)));
        }
        insert(before, entries);
        handOverAfterCommit(entries);
        return entries;
    }

    private long advance(int count) {
        var position = jdbc.queryForObject(
                "update journal_end set position = position + ? returning position", Long.class, count);
        if (position == null) {
            throw new IllegalStateException("the journal has no end");
        }
        return position;
    }

    private void insert(long before, List<JournalEntry> entries) {
        jdbc.update(
                APPEND,
                before,
                texts(entries, entry -> entry.envelope().id()),
                texts(entries, JournalEntry::topic),
                texts(entries, entry -> entry.envelope().source()),
                texts(entries, entry -> entry.envelope().subject()),
                entries.stream().mapToInt(entry -> entry.envelope().epoch()).toArray(),
                entries.stream().mapToLong(entry -> entry.envelope().sequence()).toArray(),
                texts(entries, entry -> entry.envelope().type()),
                texts(entries, entry -> entry.envelope().time()),
                texts(entries, entry -> entry.envelope().context().project()),
                texts(entries, entry -> entry.envelope().context().site()),
                texts(entries, entry -> severityOf(entry.envelope())),
                texts(entries, entry -> entry.envelope().context().actor()),
                texts(entries, entry -> entry.envelope().context().operationId()),
                texts(entries, entry -> entry.envelope().context().causationId()),
                entries.stream().map(JournalEntry::data).toArray(byte[][]::new));
    }

    private static String[] texts(List<JournalEntry> entries, Function<JournalEntry, @Nullable Object> column) {
        var texts = new String[entries.size()];
        for (int i = 0; i < texts.length; i++) {
            var value = column.apply(entries.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
    }

    static String severityOf(Envelope envelope) {
        var severity = envelope.context().severity();
        return severity == null ? "info" : severity;
    }

    /** What a known type's record was read from is JSON; of an unknown type nobody has looked yet. */
    private byte[] jsonOf(InboundMessage message) {
        if (message.body() != null) {
            return message.bytes();
        }
        return isJson(message.bytes())
                ? message.bytes()
                : json.writeValueAsBytes(new String(message.bytes(), StandardCharsets.UTF_8));
    }

    private boolean isJson(byte[] bytes) {
        try {
            return !json.readTree(bytes).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private void handOverAfterCommit(List<JournalEntry> entries) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tail.committed(entries);
            }
        });
    }
}
