package dev.moru.monitoring.watch;

/** Gives turns back, in the running transaction. */
@FunctionalInterface
public interface Answers {

    /** @param turn with its answer */
    void tell(WatchTurn turn);
}
