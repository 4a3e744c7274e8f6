package dev.moru.config.turn;

import java.util.UUID;

/** Has plays performed. Both take part in the running transaction. */
public interface PlayQueue {

    void enqueue(UUID play);

    /** Asks whoever performs a play to end it soon. */
    void stop(UUID play);
}
