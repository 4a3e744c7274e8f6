package dev.moru.durable.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import dev.moru.durable.MessageCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The lease of an item that this process performs. Local time only decides to stop early; the fence decides writes. */
final class HeldLease implements Lease {

    private final Claim claim;
    private final Claims claims;
    private final TransactionTemplate transaction;
    private final MessageCodec codec;
    private final WorkProperties properties;
    private volatile boolean cancelRequested;
    private volatile boolean lost;
    private volatile long endsAtNanos;
    private @Nullable Thread worker;
    private boolean begun;

    HeldLease(
            Claim claim,
            Claims claims,
            TransactionTemplate transaction,
            MessageCodec codec,
            WorkProperties properties) {
        this.claim = claim;
        this.claims = claims;
        this.transaction = transaction;
        this.codec = codec;
        this.properties = properties;
        this.cancelRequested = claim.cancelRequested();
        this.endsAtNanos = System.nanoTime() + properties.lease().toNanos();
    }

    Claim claim() {
        return claim;
    }

    @Override
    public boolean cancelRequested() {
        return cancelRequested;
    }

    void cancel() {
        cancelRequested = true;
    }

    void renewedAt(long nanos) {
        endsAtNanos = nanos + properties.lease().toNanos();
    }

    /** A worker that waits for something outside need not wait any longer. */
    synchronized void lose() {
        lost = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    synchronized void begin() {
        begun = true;
        worker = Thread.currentThread();
    }

    /** From here on nobody interrupts the worker on behalf of this item, and it can use the database. */
    synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    synchronized boolean isBegun() {
        return begun;
    }

    boolean isLost() {
        return lost;
    }

    @Override
    public Duration callBudget() {
        // A second is kept for what follows the call: the answer has to be stored under the same lease.
        var left = Duration.ofNanos(endsAtNanos - System.nanoTime()).minusSeconds(1);
        if (lost || left.isNegative() || left.isZero()) {
            throw new LeaseLost("the lease of " + claim.item().id() + " is over");
        }
        return left.compareTo(properties.callTimeout()) < 0 ? left : properties.callTimeout();
    }

    @Override
    public void checkpoint(Object progress, Runnable inTransaction) {
        transaction.executeWithoutResult(status -> {
            inTransaction.run();
            requireFence(claims.checkpoint(claim, codec.write(progress)));
        });
        FailPoint.reach(FailPoints.WORK_AFTER_CHECKPOINT);
    }

    @Override
    public void write(Runnable inTransaction) {
        transaction.executeWithoutResult(status -> {
            inTransaction.run();
            requireFence(claims.isHeld(claim));
        });
    }

    /**
     * Applies the outcome and gives the item up. The row of the item is locked last, after those of the service, in the same
     * order as everywhere.
     */
    void close(WorkOutcome outcome) {
        FailPoint.reach(FailPoints.WORK_BEFORE_CLOSE);
        transaction.executeWithoutResult(status -> {
            outcome.inTransaction().run();
            requireFence(
                    outcome instanceof WorkOutcome.Again again
                            ? claims.putBack(claim, again.pause(), false)
                            : claims.finish(claim));
            FailPoint.reach(FailPoints.WORK_BEFORE_COMMIT);
        });
        FailPoint.reach(FailPoints.WORK_AFTER_CLOSE);
    }

    /** Gives the item up after an attempt that came to no outcome. */
    void giveUp(Duration pause) {
        transaction.executeWithoutResult(status -> requireFence(claims.putBack(claim, pause, true)));
    }

    /** Gives the item up for somebody else to perform at once. */
    void handBack() {
        var unfinished = isBegun() || claim.item().takenOver();
        transaction.executeWithoutResult(status -> requireFence(claims.release(claim, unfinished)));
    }

    private void requireFence(boolean held) {
        if (!held) {
            lost = true;
            throw new LeaseLost("item " + claim.item().id() + " has been given to another holder");
        }
    }
}
