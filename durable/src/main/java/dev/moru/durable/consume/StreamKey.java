package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import java.util.Comparator;

/** A stream of messages that are numbered together. */
record StreamKey(String topic, String source, String subject) implements Comparable<StreamKey> {

    // The order in which marks are locked, by every consumer alike; it need not be the database's own.
    private static final Comparator<StreamKey> ORDER = Comparator.comparing(StreamKey::topic)
            .thenComparing(StreamKey::source)
            .thenComparing(StreamKey::subject);

    static StreamKey of(RecordPosition position, Envelope envelope) {
        return new StreamKey(position.topic(), envelope.source(), envelope.subject());
    }

    @Override
    public int compareTo(StreamKey other) {
        return ORDER.compare(this, other);
    }
}
