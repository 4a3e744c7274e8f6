package dev.moru.durable.consume;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Shows an operator what was put aside, without bodies, and hands one of it to its handler again. */
@Endpoint(id = "deadletters")
public final class DeadLetterEndpoint {

    private final SequencedConsumers consumers;

    public DeadLetterEndpoint(SequencedConsumers consumers) {
        this.consumers = consumers;
    }

    @ReadOperation
    public List<Entry> list() {
        return consumers.deadLetters().stream().map(Entry::of).toList();
    }

    @WriteOperation
    public void replay(@Selector String id) {
        consumers.replay(UUID.fromString(id));
    }

    /** One line of the list. */
    public record Entry(UUID id, String topic, int partition, long offset, String reason, Instant deadAt) {

        static Entry of(StoredDeadLetter letter) {
            return new Entry(
                    letter.id(), letter.topic(), letter.partition(), letter.offset(), letter.reason(), letter.deadAt());
        }
    }
}
