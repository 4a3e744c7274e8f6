package dev.moru.gateway.fold;

import dev.moru.durable.Envelope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** What an event tells of its subject; it replaces what was told of that before. */
record Told<T>(T body, Envelope by) {

    Place place() {
        return Place.of(by);
    }

    /** What the events of one kind tell last of each subject. */
    static <E, T> Collection<Told<T>> newest(List<FoldedEvent> events, Class<E> kind, Function<E, T> body) {
        var newest = new LinkedHashMap<String, Told<T>>();
        for (var event : events) {
            if (kind.isInstance(event.body())) {
                var told = new Told<>(body.apply(kind.cast(event.body())), event.envelope());
                newest.merge(told.by().subject(), told, Place.later(Told::place));
            }
        }
        return newest.values();
    }
}
