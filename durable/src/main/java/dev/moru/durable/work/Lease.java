package dev.moru.durable.work;

import java.time.Duration;

/** The right to perform an item, for as long as it is renewed. */
public interface Lease {

    /** Whether the owner wants the effect to stop. */
    boolean cancelRequested();

    /**
     * How long the next external call may take: shorter than what is left of the lease.
     *
     * @throws LeaseLost when nothing is left
     */
    Duration callBudget();

    /**
     * Stores how far the item is, so that a successor goes on from there.
     *
     * @param progress a record of the service, stored as JSON
     * @param inTransaction further writes of the same transaction
     * @throws LeaseLost when the item has been given to somebody else; nothing was written
     */
    void checkpoint(Object progress, Runnable inTransaction);

    /**
     * Writes something of the service under the fence, without a new checkpoint.
     *
     * @throws LeaseLost when the item has been given to somebody else; nothing was written
     */
    void write(Runnable inTransaction);
}
