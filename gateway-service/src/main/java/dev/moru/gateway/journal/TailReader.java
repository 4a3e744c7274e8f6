package dev.moru.gateway.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One reader of the window. It owns nothing but its place: entries that it has not asked for stay where they are, and when
 * they are gone it is told that it was too slow.
 */
final class TailReader implements Subscription {

    private static final int MAX_BATCH = 64;
    private static final int MAX_BATCH_BYTES = 32 * 1024;

    private final CoreSubscriber<? super Batch> subscriber;
    private final Window window;
    private final int epoch;
    private final EntryFilter filter;
    private final Consumer<TailReader> onEnd;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean heartbeat;
    private volatile boolean closing;
    /** The last position that it has been given or did not want; touched only by the one thread that drains. */
    private long seen;

    TailReader(
            CoreSubscriber<? super Batch> subscriber,
            Window window,
            Cursor seen,
            EntryFilter filter,
            Consumer<TailReader> onEnd) {
        this.subscriber = subscriber;
        this.window = window;
        this.epoch = seen.epoch();
        this.seen = seen.position();
        this.filter = filter;
        this.onEnd = onEnd;
    }

    @Override
    public void request(long count) {
        requested.getAndAccumulate(count, Operators::addCap);
        signal();
    }

    @Override
    public void cancel() {
        end();
    }

    /** There may be something new. */
    void signal() {
        if (signals.getAndIncrement() == 0) {
            int handled = 1;
            do {
                drain();
                handled = signals.addAndGet(-handled);
            } while (handled != 0);
        }
    }

    /** Shows the other side that the connection lives, when it has had time to take what there was. */
    void beat() {
        heartbeat = true;
        signal();
    }

    /** Ends the stream after what can still be given. */
    void close() {
        closing = true;
        signal();
    }

    private void drain() {
        while (!ended.get()) {
            var batch = wanted();
            if (!batch.isEmpty() && requested.get() > 0) {
                give(batch);
            } else if (!window.continues(seen)) {
                fail();
            } else if (closing) {
                complete();
            } else {
                giveHeartbeat();
                return;
            }
        }
    }

    /** The next entries that it wants; without demand only whether there is one, so that what it does not want is passed. */
    private List<JournalEntry> wanted() {
        int limit = requested.get() > 0 ? MAX_BATCH : 1;
        var batch = new ArrayList<JournalEntry>();
        long next = seen + 1;
        int bytes = 0;
        for (var entry = window.at(next);
                entry != null && batch.size() < limit && bytes < MAX_BATCH_BYTES;
                entry = window.at(next)) {
            if (filter.takes(entry)) {
                batch.add(entry);
                bytes += entry.data().length;
            } else if (batch.isEmpty()) {
                seen = next;
            }
            next++;
        }
        return batch;
    }

    private void give(List<JournalEntry> batch) {
        requested.getAndUpdate(count -> count == Long.MAX_VALUE ? count : count - 1);
        heartbeat = false;
        if (!batch.isEmpty()) {
            seen = batch.get(batch.size() - 1).position();
        }
        subscriber.onNext(new Batch(batch, new Cursor(epoch, seen)));
    }

    private void giveHeartbeat() {
        if (heartbeat && requested.get() > 0 && window.newest() == seen) {
            give(List.of());
        }
    }

    private void fail() {
        if (end()) {
            subscriber.onError(new ReaderTooSlow(new Cursor(epoch, seen)));
        }
    }

    private void complete() {
        if (end()) {
            subscriber.onComplete();
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        onEnd.accept(this);
        return true;
    }
}
