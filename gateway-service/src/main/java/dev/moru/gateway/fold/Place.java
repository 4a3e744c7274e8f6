package dev.moru.gateway.fold;

import dev.moru.durable.Envelope;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Where an event stands among those about its subject: what comes later was told later, whatever clocks say. */
record Place(int epoch, long sequence) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::epoch).thenComparingLong(Place::sequence);

    static Place of(Envelope envelope) {
        return new Place(envelope.epoch(), envelope.sequence());
    }

    /** Of two the one that comes later; the second one if both stand at the same place. */
    static <T> BinaryOperator<T> later(Function<T, Place> place) {
        return (one, other) -> place.apply(other).compareTo(place.apply(one)) < 0 ? one : other;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
