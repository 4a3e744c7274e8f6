package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import dev.moru.durable.consume.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    // One round trip, because nobody else can append between the new end and the commit.
    private static final String APPEND = """
            with place as (
              update journal_end set position = position + ? returning position - ? as before
            ), appended as (
              insert into journal (position, id, topic, source, subject, epoch, sequence, type, time, project, site,
                                   severity, actor, operation, causation, data)
              select place.before + d.n, d.id::uuid, d.topic, d.source, d.subject, d.epoch, d.sequence, d.type,
                     d.time::timestamptz, d.project, d.site, d.severity, d.actor, d.operation::uuid, d.causation::uuid,
                     d.data
              from place, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[],
                                 ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                with ordinality
                as d(id, topic, source, subject, epoch, sequence, type, time, project, site, severity, actor, operation,
                     causation, data, n)
            )
            select before from place
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
        var bodies = messages.stream().map(this::jsonOf).toArray(byte[][]::new);
        long before = insert(messages, bodies);
        var entries = new ArrayList<JournalEntry>(messages.size());
        for (int i = 0; i < bodies.length; i++) {
            var message = messages.get(i);
            entries.add(new JournalEntry(before + i + 1, message.position().topic(), message.envelope(), bodies[i]));
        }
        handOverAfterCommit(entries);
        return entries;
    }

    /** Tells the position before the first one. */
    private long insert(List<InboundMessage> messages, byte[][] bodies) {
        var envelopes = messages.stream().map(InboundMessage::envelope).toList();
        var before = jdbc.queryForObject(
                APPEND,
                Long.class,
                bodies.length,
                bodies.length,
                texts(envelopes, Envelope::id),
                messages.stream().map(message -> message.position().topic()).toArray(String[]::new),
                texts(envelopes, Envelope::source),
                texts(envelopes, Envelope::subject),
                envelopes.stream().mapToInt(Envelope::epoch).toArray(),
                envelopes.stream().mapToLong(Envelope::sequence).toArray(),
                texts(envelopes, Envelope::type),
                texts(envelopes, Envelope::time),
                texts(envelopes, envelope -> envelope.context().project()),
                texts(envelopes, envelope -> envelope.context().site()),
                texts(envelopes, Journal::severityOf),
                texts(envelopes, envelope -> envelope.context().actor()),
                texts(envelopes, envelope -> envelope.context().operationId()),
                texts(envelopes, envelope -> envelope.context().causationId()),
                bodies);
        return Objects.requireNonNull(before, "the journal has no end");
    }

    private static String[] texts(List<Envelope> envelopes, Function<Envelope, @Nullable Object> column) {
        var texts = new String[envelopes.size()];
        for (int i = 0; i < texts.length; i++) {
            var value = column.apply(envelopes.get(i));
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
