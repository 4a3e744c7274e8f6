package dev.moru.durable.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes in one transaction what ends at about the same time: those that end while one commits gather for the next, and one
 * that is alone waits for nobody. When a group fails each is closed by itself, so that one that has lost its lease, or
 * can't be stored, holds up no other.
 */
final class GroupClose {

    private static final Logger log = LoggerFactory.getLogger(GroupClose.class);

    private final Claims claims;
    private final TransactionTemplate transaction;
    private final Queue<Closing> waiting = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    GroupClose(Claims claims, TransactionTemplate transaction) {
        this.claims = claims;
        this.transaction = transaction;
    }

    /** @throws LeaseLost when the item has been given to another holder; nothing of it is stored then */
    void close(HeldLease lease, WorkOutcome.Reported<?> outcome) {
        FailPoint.reach(FailPoints.WORK_BEFORE_CLOSE);
        var mine = new Closing(lease, outcome);
        waiting.add(mine);
        turn.lock();
        try {
            if (!mine.tried) {
                closeTogether(allThatWait());
            }
        } finally {
            turn.unlock();
        }
        if (mine.closed) {
            FailPoint.reach(FailPoints.WORK_AFTER_CLOSE);
        } else {
            lease.close(outcome);
        }
    }

    private List<Closing> allThatWait() {
        var group = new ArrayList<Closing>();
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            next.tried = true;
            group.add(next);
        }
        return group;
    }

    private void closeTogether(List<Closing> group) {
        try {
            transaction.executeWithoutResult(status -> {
                WorkOutcome.Reported.applyAll(group.stream()
                        .<WorkOutcome.Reported<?>>map(Closing::outcome)
                        .toList());
                claims.finish(
                        group.stream().map(closing -> closing.lease.claim()).toList());
                FailPoint.reach(FailPoints.WORK_BEFORE_COMMIT);
            });
            group.forEach(closing -> closing.closed = true);
        } catch (RuntimeException e) {
            log.debug("{} items can't be closed together and are closed one by one", group.size(), e);
        }
    }

    /** An item that waits to be closed; its fields are guarded by the turn. */
    private static final class Closing {

        private final HeldLease lease;
        private final WorkOutcome.Reported<?> outcome;
        private boolean tried;
        private boolean closed;

        Closing(HeldLease lease, WorkOutcome.Reported<?> outcome) {
            this.lease = lease;
            this.outcome = outcome;
        }

        WorkOutcome.Reported<?> outcome() {
            return outcome;
        }
    }
}
