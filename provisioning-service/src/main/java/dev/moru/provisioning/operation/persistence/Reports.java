package dev.moru.provisioning.operation.persistence;

import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.List;

/** Sends what is reported of operations, and keeps how they end. */
public final class Reports {

    private final Outbox outbox;
    private final EndedOperations ended;

    public Reports(Outbox outbox, EndedOperations ended) {
        this.outbox = outbox;
        this.ended = ended;
    }

    public void send(OutboundMessage message) {
        send(List.of(message));
    }

    /** In the running transaction. */
    public void send(List<OutboundMessage> messages) {
        ended.note(messages);
        outbox.append(messages);
    }
}
