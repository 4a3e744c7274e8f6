package dev.moru.durable.epoch;

/**
 * Sends again what is open after a restore: others may have lost it with the time after the backup. Whoever gets something
 * that it knows answers as it did then, and does nothing a second time.
 */
@FunctionalInterface
public interface Resumption {

    /** Runs once in a new epoch, before anything is read or sent, in a transaction. */
    void resume();
}
