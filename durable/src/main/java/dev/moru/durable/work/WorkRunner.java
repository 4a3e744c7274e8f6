package dev.moru.durable.work;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoints;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.Signal;
import dev.moru.durable.Traces;
import dev.moru.durable.database.Outages;
import dev.moru.durable.start.StartsWithKafka;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Claims work, performs it on a few threads, and renews the leases of what is being performed. */
final class WorkRunner implements StartsWithKafka, WorkQueue.Wake {

    private static final Logger log = LoggerFactory.getLogger(WorkRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_CLAIM = Duration.ofSeconds(1);

    private final Claims claims;
    private final TransactionTemplate transaction;
    private final MessageCodec codec;
    private final WorkProperties properties;
    private final Map<String, WorkHandler> handlers;
    private final GroupClose groupClose;
    private final Map<Long, HeldLease> held = new ConcurrentHashMap<>();
    private final WorkMeters meters;
    private final Signal wake = new Signal();
    private final Traces traces;
    // Whether an item that ends may make room for one that is due; only then is the queue looked at again.
    private volatile boolean dueItemsWait;
    private volatile boolean running;
    private volatile List<Thread> threads = List.of();
    private volatile ExecutorService workers = Executors.newCachedThreadPool();

    WorkRunner(
            Claims claims,
            TransactionTemplate transaction,
            MessageCodec codec,
            WorkProperties properties,
            MeterRegistry registry,
            List<WorkHandler> handlers,
            Traces traces) {
        this.traces = traces;
        this.claims = claims;
        this.transaction = transaction;
        this.groupClose = new GroupClose(claims, transaction);
        this.codec = codec;
        this.properties = properties;
        this.meters = new WorkMeters(registry, held);
        this.handlers = handlers.stream().collect(Collectors.toMap(WorkHandler::kind, Function.identity()));
    }

    @Override
    public void workIsDue() {
        wake.raise();
    }

    @Override
    public void cancelled(UUID aggregate) {
        held.values().stream()
                .filter(lease -> lease.claim().item().aggregate().equals(aggregate))
                .forEach(HeldLease::cancel);
    }

    @Override
    public void start() {
        if (handlers.isEmpty()) {
            return;
        }
        running = true;
        workers = Executors.newFixedThreadPool(properties.workers(), daemons("worker"));
        threads = List.of(daemon("work-claims", this::claimLoop), daemon("work-leases", this::leaseLoop));
        threads.forEach(Thread::start);
    }

    private void claimLoop() {
        if (properties.soleReplica()) {
            untilTheDatabaseAnswers(claims::freeAll);
        }
        while (running) {
            try {
                wake.await(claimOnce());
            } catch (InterruptedException e) {
                return;
            } catch (DuplicateKeyException e) {
                log.debug("Another replica took an item of the same aggregate at this moment", e);
            } catch (RuntimeException | Error e) {
                log.warn("No work can be claimed: {}", String.valueOf(e));
                pause(properties.poll());
            }
        }
    }

    /** @return for how long there will be nothing to claim, unless the runner is woken */
    private Duration claimOnce() {
        dueItemsWait = true;
        int free = properties.workers() - held.size();
        if (free <= 0) {
            return properties.poll();
        }
        var claimedAt = System.nanoTime();
        var round = transaction.execute(status -> claims.claim(handlers.keySet(), free));
        FailPoint.reach(FailPoints.WORK_AFTER_CLAIM);
        for (var claim : round.claimed()) {
            var lease = new HeldLease(claim, claims, transaction, codec, properties);
            lease.renewedAt(claimedAt);
            held.put(claim.fence(), lease);
            if (running) {
                workers.execute(() -> perform(lease));
            }
        }
        dueItemsWait = round.leavesDueItems();
        return pauseAfter(round);
    }

    private Duration pauseAfter(Claims.Round round) {
        var next = round.nextDue();
        if (next == null || next.compareTo(properties.poll()) > 0) {
            return properties.poll();
        }
        if (round.leavesDueItems()) {
            // More than could be looked at is claimed at once; what waits for a lane or its aggregate is woken.
            return round.claimed().isEmpty() ? properties.poll() : Duration.ZERO;
        }
        return next;
    }

    private void perform(HeldLease lease) {
        var item = lease.claim().item();
        lease.begin();
        try (var ignored = MDC.putCloseable("aggregate", item.aggregate().toString())) {
            traces.within("work " + item.kind(), item.traceparent(), () -> {
                performAndClose(item, lease);
                return item;
            });
        } catch (LeaseLost e) {
            meters.lost(item);
            log.warn("Item {} was given to another holder: {}", item.id(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("Item {} could not be closed; it is performed again when its lease is over", item.id(), e);
        } finally {
            held.remove(lease.claim().fence());
            lease.end();
            if (dueItemsWait) {
                wake.raise();
            }
        }
    }

    /** An error is caught as well: its item must not stay with a holder that does nothing for it. */
    private void performAndClose(WorkItem item, HeldLease lease) {
        var sample = meters.begin();
        try {
            var outcome = handler(item).perform(item, lease);
            lease.end();
            store(lease, () -> close(lease, outcome));
            meters.performed(sample, item);
        } catch (LeaseLost e) {
            throw e;
        } catch (Throwable e) {
            lease.end();
            cameToNoOutcome(item, lease, e);
        }
    }

    private void close(HeldLease lease, WorkOutcome outcome) {
        if (outcome instanceof WorkOutcome.Reported<?> reported) {
            groupClose.close(lease, reported);
        } else {
            lease.close(outcome);
        }
    }

    private void cameToNoOutcome(WorkItem item, HeldLease lease, Throwable reason) {
        if (lease.isLost()) {
            throw new LeaseLost("it was interrupted: " + reason);
        }
        if (!running) {
            log.info("Item {} is left to the next holder, because this process stops", item.id());
            lease.handBack();
            return;
        }
        meters.failed(item);
        var pause = pauseAfter(item.attempt());
        log.warn("Item {} failed at attempt {} and is due again in {}", item.id(), item.attempt(), pause, reason);
        store(lease, () -> lease.giveUp(pause));
    }

    private WorkHandler handler(WorkItem item) {
        var handler = handlers.get(item.kind());
        if (handler == null) {
            throw new IllegalStateException("nobody performs " + item.kind());
        }
        return handler;
    }

    private static Duration pauseAfter(int attempt) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** The effect has happened: while the lease lasts, what came of it is worth trying to store. */
    private void store(HeldLease lease, Runnable closing) {
        while (true) {
            try {
                closing.run();
                return;
            } catch (RuntimeException e) {
                if (!running || lease.isLost() || !Outages.isOutage(e)) {
                    throw e;
                }
                log.warn(
                        "The outcome of item {} waits: {}", lease.claim().item().id(), e.getMessage());
                pause(properties.poll());
            }
        }
    }

    private void leaseLoop() {
        var every = properties.lease().dividedBy(3);
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(every.toMillis());
                renewLeases();
                transaction.executeWithoutResult(status -> {
                    if (claims.freeExpired(properties.callTimeout()) > 0) {
                        wake.raise();
                    }
                });
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                log.warn("Leases can't be renewed: {}", String.valueOf(e));
            }
        }
    }

    private void renewLeases() {
        var leases = new ArrayList<>(held.values());
        if (leases.isEmpty()) {
            return;
        }
        var renewedAt = System.nanoTime();
        var ids = leases.stream().map(lease -> lease.claim().item().id()).toList();
        var renewals = transaction.execute(status -> claims.renew(ids));
        for (var lease : leases) {
            var renewal = renewals.get(lease.claim().item().id());
            if (renewal == null || renewal.fence() != lease.claim().fence()) {
                lease.lose();
            } else {
                lease.renewedAt(renewedAt);
                if (renewal.cancelRequested()) {
                    lease.cancel();
                }
            }
        }
    }

    private void untilTheDatabaseAnswers(Runnable statement) {
        while (running) {
            try {
                transaction.executeWithoutResult(status -> statement.run());
                return;
            } catch (RuntimeException e) {
                log.warn("The database does not answer yet: {}", e.getMessage());
                pause(properties.poll());
            }
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        awaitClaims();
        workers.shutdownNow();
        awaitWorkers();
    }

    /** What a claim that is under way brings has to be given back, too. */
    private void awaitClaims() {
        try {
            for (var thread : threads) {
                thread.join(LONGEST_CLAIM.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWorkers() {
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("{} items can be performed by another holder when their lease is over", held.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.values().stream().filter(lease -> !lease.isBegun()).forEach(WorkRunner::handBack);
    }

    private static void handBack(HeldLease lease) {
        try {
            lease.handBack();
        } catch (RuntimeException e) {
            log.warn(
                    "Item {} waits for the end of its lease: {}",
                    lease.claim().item().id(),
                    e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private static ThreadFactory daemons(String name) {
        var count = new AtomicInteger();
        return task -> daemon(name + "-" + count.incrementAndGet(), task);
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
