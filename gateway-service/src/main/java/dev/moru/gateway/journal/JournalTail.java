package dev.moru.gateway.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The end of the journal, as this replica follows it: what was folded here comes from memory right after the commit, what
 * others have folded is read. Positions have no gaps, so an entry that does not follow the newest one shows that something
 * has to be read first.
 */
@Component
@EnableConfigurationProperties(JournalProperties.class)
public class JournalTail implements SmartInitializingSingleton, SmartLifecycle {

    /** Told of every entry once, in order, on the thread that follows the journal. */
    public interface Listener {
        void appended(JournalEntry entry);
    }

    private static final Logger log = LoggerFactory.getLogger(JournalTail.class);
    private static final int READ_AT_A_TIME = 500;

    private final StoredEntries stored;
    private final JournalProperties properties;
    private final BlockingQueue<Committed> committed = new LinkedBlockingQueue<>();
    private final Set<TailReader> readers = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Counter dropped;
    private volatile @Nullable Followed followed;
    private volatile @Nullable Thread thread;
    private long nextHeartbeat;

    /** Entries that one transaction of this replica has appended. */
    private record Committed(int epoch, List<JournalEntry> entries) {

        static final Committed NOTHING = new Committed(0, List.of());

        /** A journal that was made anew may go on with the very position at which the old one stood. */
        boolean follows(Followed now) {
            return epoch == now.epoch && !entries.isEmpty() && entries.get(0).position() == now.window.newest() + 1;
        }

        boolean isFollowed(Followed now) {
            return epoch == now.epoch
                    && !entries.isEmpty()
                    && entries.get(entries.size() - 1).position() <= now.window.newest();
        }
    }

    /** The window of one epoch. */
    private record Followed(int epoch, Window window) {}

    JournalTail(StoredEntries stored, JournalProperties properties, MeterRegistry meters) {
        this.stored = stored;
        this.properties = properties;
        this.dropped = Counter.builder("moru.gateway.event.readers.dropped")
                .description("Event streams that were ended because their reader was too slow")
                .baseUnit("readers")
                .register(meters);
        Gauge.builder("moru.gateway.event.readers", readers, Set::size)
                .description("Open event streams")
                .baseUnit("readers")
                .register(meters);
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** How far this replica has followed the journal. */
    public Cursor end() {
        var now = followed();
        return new Cursor(now.epoch, now.window.newest());
    }

    private Followed followed() {
        return Objects.requireNonNull(followed, "the journal is not followed yet");
    }

    /** Whether {@link #behind} can go on from a place. */
    public boolean reaches(Cursor seen) {
        var now = followed();
        return now.epoch == seen.epoch() && now.window.continues(seen.position());
    }

    /**
     * Everything behind a place as it comes, without end.
     *
     * @return fails with {@link ReaderTooSlow} when the place is not, or no more, in memory
     */
    public Flux<Batch> behind(Cursor seen, EntryFilter filter) {
        return Flux.<Batch>from(subscriber -> subscribe(Operators.toCoreSubscriber(subscriber), seen, filter))
                .doOnError(ReaderTooSlow.class, tooSlow -> dropped.increment());
    }

    private void subscribe(CoreSubscriber<? super Batch> subscriber, Cursor seen, EntryFilter filter) {
        var now = followed();
        if (now.epoch != seen.epoch()) {
            Operators.error(subscriber, new ReaderTooSlow(seen));
            return;
        }
        var reader = new TailReader(subscriber, now.window, seen, filter, readers::remove);
        readers.add(reader);
        subscriber.onSubscribe(reader);
        if (followed != now) {
            reader.close();
        }
    }

    /** Entries that this replica has committed. */
    void committed(int epoch, List<JournalEntry> entries) {
        committed.add(new Committed(epoch, entries));
    }

    @Override
    public void afterSingletonsInstantiated() {
        followed = begin(stored.end());
    }

    @Override
    public void start() {
        var follower = new Thread(this::follow, "journal-tail");
        follower.setDaemon(true);
        thread = follower;
        follower.start();
    }

    @Override
    public void stop() {
        var follower = thread;
        thread = null;
        if (follower != null) {
            follower.interrupt();
        }
        readers.forEach(TailReader::close);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void follow() {
        while (thread == Thread.currentThread()) {
            try {
                var next = committed.poll(properties.poll().toMillis(), TimeUnit.MILLISECONDS);
                advance(next == null ? Committed.NOTHING : next);
                beat();
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                log.warn("The journal can't be read now: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                log.error("The journal can't be followed", e);
                pause();
            }
        }
    }

    private void advance(Committed next) {
        var now = followed();
        if (next.follows(now)) {
            publish(now.window, next.entries);
        } else if (!next.isFollowed(now)) {
            read(now);
        }
    }

    private Followed begin(Cursor end) {
        return new Followed(
                end.epoch(),
                new Window(properties.windowEntries(), properties.windowSize().toBytes(), end.position()));
    }

    private void read(Followed now) {
        var end = stored.end();
        if (end.epoch() != now.epoch) {
            followed = begin(end);
            readers.forEach(TailReader::close);
            return;
        }
        while (now.window.newest() < end.position()) {
            var entries = stored.behind(now.window.newest(), READ_AT_A_TIME);
            if (entries.isEmpty() || stored.end().epoch() != now.epoch) {
                return; // The journal was exchanged meanwhile; the next look begins anew.
            }
            publish(now.window, entries);
        }
    }

    private void publish(Window window, List<JournalEntry> entries) {
        for (var entry : entries) {
            window.add(entry);
            listeners.forEach(listener -> listener.appended(entry));
        }
        readers.forEach(TailReader::signal);
    }

    private void beat() {
        if (System.nanoTime() - nextHeartbeat >= 0) {
            nextHeartbeat = System.nanoTime() + properties.heartbeat().toNanos();
            readers.forEach(TailReader::beat);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(properties.poll().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
