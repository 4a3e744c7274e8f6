package dev.moru.monitoring.site.metrics;

import dev.moru.durable.LeaderLease;
import dev.moru.monitoring.site.FiguresUnknown;
import dev.moru.monitoring.site.MonitoredSite;
import dev.moru.monitoring.site.SiteObserver;
import dev.moru.monitoring.site.Sites;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has the figures of every cluster read regularly, by one replica; a cluster that is slow holds up no other. */
final class FiguresClock implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FiguresClock.class);
    private static final int SITES_AT_A_TIME = 2;

    private final Sites sites;
    private final SiteObserver observer;
    private final SiteMeters meters;
    private final LeaderLease leader;
    private final Duration every;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();
    private final Set<UUID> unreachable = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService threads;

    FiguresClock(Sites sites, SiteObserver observer, SiteMeters meters, LeaderLease leader, Duration every) {
        this.sites = sites;
        this.observer = observer;
        this.meters = meters;
        this.leader = leader;
        this.every = every;
    }

    @Override
    public void start() {
        var pool = Executors.newScheduledThreadPool(1 + SITES_AT_A_TIME, task -> {
            var thread = new Thread(task, "figures");
            thread.setDaemon(true);
            return thread;
        });
        pool.scheduleWithFixedDelay(() -> round(pool), 0, every.toMillis(), TimeUnit.MILLISECONDS);
        threads = pool;
    }

    private void round(ScheduledExecutorService pool) {
        try {
            var watched = leader.isHeld()
                    ? sites.all().stream().filter(MonitoredSite::hasFigures).toList()
                    : List.<MonitoredSite>of();
            meters.retain(watched.stream().map(MonitoredSite::name).collect(Collectors.toSet()));
            observer.retain(watched.stream().map(MonitoredSite::id).collect(Collectors.toSet()));
            watched.stream().filter(site -> underWay.add(site.id())).forEach(site -> pool.execute(() -> look(site)));
        } catch (RuntimeException e) {
            log.warn("Sites can't be listed: {}", e.getMessage());
        }
    }

    private void look(MonitoredSite site) {
        try {
            meters.show(site.name(), observer.observe(site));
            unreachable.remove(site.id());
        } catch (FiguresUnknown e) {
            meters.showUnreachable(site.name());
            if (unreachable.add(site.id())) {
                log.warn("The figures of site {} can't be read: {}", site.name(), e.getMessage());
            }
        } catch (RuntimeException e) {
            meters.showUnreachable(site.name());
            log.error("Reading the figures of site {} failed", site.name(), e);
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
        observer.retain(Set.of());
        leader.release();
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
