package dev.moru.durable.consume;

import java.util.List;

/** What a service does with the messages of a topic. */
public interface MessageHandler {

    /**
     * Handles the messages of one poll that were not handled before, in the order of the log, inside the running
     * transaction: lock what is needed in key order, decide in memory, write with few statements. It runs again when the
     * transaction fails, first with the same messages, then one by one.
     */
    void handle(List<InboundMessage> messages);

    /** Learns, in the transaction that writes the dead letter, that a message will not be handled; who waits for it is told. */
    void onDeadLetter(DeadLetter letter);
}
