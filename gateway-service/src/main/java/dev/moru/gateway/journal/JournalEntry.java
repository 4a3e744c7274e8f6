package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event with its place in the journal. */
public final class JournalEntry {

    private final long position;
    private final String topic;
    private final Envelope envelope;
    private final byte[] data;
    private volatile byte @Nullable [] frame;

    /**
     * @param topic where it came from
     * @param data the body, JSON in UTF-8
     */
    public JournalEntry(long position, String topic, Envelope envelope, byte[] data) {
        this.position = position;
        this.topic = topic;
        this.envelope = envelope;
        this.data = data;
    }

    public long position() {
        return position;
    }

    public String topic() {
        return topic;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The body; not to be written to. */
    public byte[] data() {
        return data;
    }

    /** What readers are sent of it: made when the first one asks, and the same bytes for all. */
    public byte[] frame(Function<JournalEntry, byte[]> encoder) {
        var made = frame;
        if (made == null) {
            made = encoder.apply(this);
            frame = made;
        }
        return made;
    }
}
