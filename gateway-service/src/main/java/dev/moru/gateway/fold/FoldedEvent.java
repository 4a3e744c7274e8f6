package dev.moru.gateway.fold;

import dev.moru.durable.Envelope;
import dev.moru.durable.consume.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that is being folded.
 *
 * @param body null when this version does not know its type
 */
record FoldedEvent(Envelope envelope, @Nullable Object body) {

    static FoldedEvent of(InboundMessage message) {
        return new FoldedEvent(message.envelope(), message.body());
    }

    /** The bodies of one kind, in order. */
    static <T> List<T> bodies(List<FoldedEvent> events, Class<T> kind) {
        var bodies = new ArrayList<T>();
        for (var event : events) {
            if (kind.isInstance(event.body)) {
                bodies.add(kind.cast(event.body));
            }
        }
        return bodies;
    }
}
