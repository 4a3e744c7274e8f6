package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import dev.moru.durable.consume.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events as the columns of one statement that writes entries of a journal. */
final class EntryColumns {

    /** What is written, but for the position. */
    static final String NAMES = """
            id, topic, source, subject, epoch, sequence, type, time, project, site, severity, actor, operation, causation,
            data""";

    /** The same from {@link #ROWS}. */
    static final String VALUES = """
            d.id::uuid, d.topic, d.source, d.subject, d.epoch, d.sequence, d.type, d.time::timestamptz, d.project, d.site,
            d.severity, d.actor, d.operation::uuid, d.causation::uuid, d.data""";

    /** The parameters as rows {@code d}, numbered from 1 by {@code d.n}. */
    static final String ROWS = """
            unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                   ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
              with ordinality
              as d(id, topic, source, subject, epoch, sequence, type, time, project, site, severity, actor, operation,
                   causation, data, n)""";

    private static final JsonMapper JSON = new JsonMapper();

    private final List<InboundMessage> messages;
    private final byte[][] bodies;

    private EntryColumns(List<InboundMessage> messages) {
        this.messages = messages;
        this.bodies = messages.stream().map(EntryColumns::jsonOf).toArray(byte[][]::new);
    }

    static EntryColumns of(List<InboundMessage> messages) {
        return new EntryColumns(messages);
    }

    byte[] body(int index) {
        return bodies[index];
    }

    /** The parameters of a statement: some of its own, then those of {@link #ROWS}. */
    Object[] behind(Object... first) {
        var envelopes = messages.stream().map(InboundMessage::envelope).toList();
        var columns = new Object[] {
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
            texts(envelopes, EntryColumns::severityOf),
            texts(envelopes, envelope -> envelope.context().actor()),
            texts(envelopes, envelope -> envelope.context().operationId()),
            texts(envelopes, envelope -> envelope.context().causationId()),
            bodies
        };
        var all = new Object[first.length + columns.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(columns, 0, all, first.length, columns.length);
        return all;
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
    private static byte[] jsonOf(InboundMessage message) {
        if (message.body() != null) {
            return message.bytes();
        }
        return isJson(message.bytes())
                ? message.bytes()
                : JSON.writeValueAsBytes(new String(message.bytes(), StandardCharsets.UTF_8));
    }

    private static boolean isJson(byte[] bytes) {
        try {
            return !JSON.readTree(bytes).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }
}
