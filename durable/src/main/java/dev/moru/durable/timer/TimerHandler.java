package dev.moru.durable.timer;

/** What a service does when a timer is due. */
@FunctionalInterface
public interface TimerHandler {

    /** Runs in the transaction that removes the timer; it may schedule the next one. */
    void fire(String key, String payload);
}
