package dev.moru.provisioning.reconciler.work;

import dev.moru.durable.LeaderLease;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.site.Site;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has every site looked at regularly, by one replica; a site that is slow holds up no other. */
public final class ReconcilerClock implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReconcilerClock.class);
    private static final int SITES_AT_A_TIME = 3;

    private final Reconciler reconciler;
    private final Catalogue catalogue;
    private final LeaderLease leader;
    private final Duration every;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService threads;

    ReconcilerClock(Reconciler reconciler, Catalogue catalogue, LeaderLease leader, Duration every) {
        this.reconciler = reconciler;
        this.catalogue = catalogue;
        this.leader = leader;
        this.every = every;
    }

    @Override
    public void start() {
        var pool = Executors.newScheduledThreadPool(1 + SITES_AT_A_TIME, task -> {
            var thread = new Thread(task, "reconciler");
            thread.setDaemon(true);
            return thread;
        });
        pool.scheduleWithFixedDelay(() -> round(pool), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        threads = pool;
    }

    private void round(ScheduledExecutorService pool) {
        try {
            if (leader.isHeld()) {
                catalogue.sites().stream()
                        .filter(site -> underWay.add(site.id()))
                        .forEach(site -> pool.execute(() -> look(site)));
            }
        } catch (RuntimeException e) {
            log.warn("Sites can't be listed: {}", e.getMessage());
        }
    }

    private void look(Site site) {
        try {
            reconciler.reconcile(site);
        } catch (RuntimeException e) {
            log.warn("Looking at site {} failed", site.name(), e);
        } finally {
            underWay.remove(site.id());
        }
    }

    @Override
    public void stop() {
        var pool = threads;
        threads = null;
        if (pool != null) {
            pool.shutdownNow();
            try {
                pool.awaitTermination(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        leader.release();
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
