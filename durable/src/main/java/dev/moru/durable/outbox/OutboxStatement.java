package dev.moru.durable.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that appends messages to an outbox, for any driver. It numbers the messages within their streams and
 * locks the streams in key order, so that the order of rows within a stream is the order of commits.
 *
 * <p>Parameters, by position: arrays of topics, subjects, attributes and bodies of equal length, in the order of sending,
 * then source and epoch.
 */
public final class OutboxStatement {

    /** Bodies are bounded, so that no record is ever too large for the broker. */
    public static final int MAX_BODY_BYTES = 512 * 1024;

    public static final String SQL = """
            with draft as (
              select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality
                as d(topic, subject, attributes, body, n)
            ), stream_end as (
              insert into stream as s (topic, subject, last_sequence)
              select topic, subject, count(*) from draft group by topic, subject order by topic, subject
              on conflict (topic, subject) do update set last_sequence = s.last_sequence + excluded.last_sequence
              returning topic, subject, last_sequence
            )
            insert into outbox (source, epoch, topic, subject, sequence, attributes, body)
            select $5::text, $6::int, d.topic, d.subject,
                   e.last_sequence + 1 - row_number() over (partition by d.topic, d.subject order by d.n desc),
                   d.attributes, convert_to(d.body, 'UTF8')
            from draft d join stream_end e using (topic, subject) order by d.n
            """;

    private OutboxStatement() {}

    /** The array parameters of {@link #SQL} for some messages. */
    public static Columns encode(List<OutboundMessage> messages, MessageCodec codec) {
        var columns = new Columns(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            columns.topics[i] = message.topic();
            columns.subjects[i] = message.subject();
            columns.attributes[i] = codec.write(Attributes.of(codec.typeOf(message.body()), message.context()));
            columns.bodies[i] = bounded(message, codec.write(message.body()));
        }
        return columns;
    }

    private static String bounded(OutboundMessage message, String body) {
        // A char is at most three bytes in UTF-8, so most bodies need no counting.
        if (body.length() > MAX_BODY_BYTES / 3 && body.getBytes(StandardCharsets.UTF_8).length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("the body of a message for " + message.topic() + " exceeds "
                    + MAX_BODY_BYTES + " bytes; subject " + message.subject());
        }
        return body;
    }

    /** Parallel arrays, one element a message. */
    public static final class Columns {

        public final String[] topics;
        public final String[] subjects;
        public final String[] attributes;
        public final String[] bodies;

        private Columns(int size) {
            topics = new String[size];
            subjects = new String[size];
            attributes = new String[size];
            bodies = new String[size];
        }
    }

    /** What is stored of the envelope beside the columns of the row. */
    record Attributes(String id, String type, MessageContext context) {

        static Attributes of(String type, @Nullable MessageContext context) {
            return new Attributes(
                    UuidCreator.getTimeOrderedEpoch().toString(),
                    type,
                    context == null ? MessageContext.NONE : context);
        }
    }
}
