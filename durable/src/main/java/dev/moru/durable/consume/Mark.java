package dev.moru.durable.consume;

import dev.moru.durable.Envelope;

/** How far a stream was handled. */
record Mark(int epoch, long sequence) {

    /** Of a stream of which nothing was handled. */
    static final Mark NONE = new Mark(0, 0);

    static Mark of(Envelope envelope) {
        return new Mark(envelope.epoch(), envelope.sequence());
    }

    boolean covers(Envelope envelope) {
        return envelope.epoch() < epoch || (envelope.epoch() == epoch && envelope.sequence() <= sequence);
    }

    boolean isFollowedBy(Envelope envelope) {
        return envelope.epoch() != epoch || envelope.sequence() == sequence + 1;
    }
}
