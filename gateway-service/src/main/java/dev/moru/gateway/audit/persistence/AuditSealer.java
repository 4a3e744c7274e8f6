package dev.moru.gateway.audit.persistence;

import dev.moru.durable.LeaderLease;
import dev.moru.gateway.audit.AuditChain;
import dev.moru.gateway.audit.CheckpointKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chains committed rows of the audit trail within a second, on one replica, and publishes each batch with a signed
 * checkpoint. So no lock is held through an accept, and whoever shortens the table is found out by what was published.
 */
final class AuditSealer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
    private static final int BATCH = 250;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final SealedRows rows;
    private final TransactionTemplate transactions;
    private final CheckpointKey key;
    private final AuditPublication publication;
    private final LeaderLease lease;
    private CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread = new Thread(this::seal, "audit-sealer");
    private volatile boolean running;

    AuditSealer(
            SealedRows rows,
            TransactionTemplate transactions,
            CheckpointKey key,
            AuditPublication publication,
            LeaderLease lease) {
        this.rows = rows;
        this.transactions = transactions;
        this.key = key;
        this.publication = publication;
        this.lease = lease;
    }

    @Override
    public void start() {
        running = true;
        stopping = new CountDownLatch(1);
        thread = new Thread(this::seal, "audit-sealer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lease.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void seal() {
        while (running) {
            if (!sealBatch() && !pause()) {
                return;
            }
        }
    }

    /**
     * Whatever fails is tried again: rows that nobody seals could be changed unseen.
     *
     * @return whether more may wait
     */
    private boolean sealBatch() {
        try {
            return lease.isHeld() && Boolean.TRUE.equals(transactions.execute(status -> sealCommitted()));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("the audit trail could not be sealed, trying again: {}", away.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the audit trail could not be sealed, trying again", e);
        }
        return false;
    }

    private boolean sealCommitted() {
        var waiting = rows.unsealed(BATCH);
        if (waiting.isEmpty()) {
            return false;
        }
        var links = chain(AuditPublication.thatFit(waiting));
        if (rows.seal(links) != links.size()) {
            throw new ConcurrentSeal();
        }
        var end = links.get(links.size() - 1);
        var checkpoint = new SealedRows.Checkpoint(end.number(), end.hash(), key.sign(end.number(), end.hash()));
        rows.insertCheckpoint(checkpoint);
        publication.publish(links, checkpoint);
        return links.size() < waiting.size() || waiting.size() == BATCH;
    }

    private List<SealedRows.Sealed> chain(List<AuditChain.Row> unsealed) {
        var last = rows.last();
        var number = last.map(SealedRows.Link::number).orElse(0L);
        var hash = last.map(SealedRows.Link::hash).orElse(AuditChain.BEGINNING);
        var links = new ArrayList<SealedRows.Sealed>(unsealed.size());
        for (var row : unsealed) {
            number++;
            hash = AuditChain.link(hash, number, row);
            links.add(new SealedRows.Sealed(row, number, hash));
        }
        return links;
    }

    private boolean pause() {
        try {
            stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Another replica has sealed the same rows: the lease has moved in the middle of the batch. */
    private static final class ConcurrentSeal extends ConcurrencyFailureException {
        ConcurrentSeal() {
            super("another replica seals");
        }
    }
}
