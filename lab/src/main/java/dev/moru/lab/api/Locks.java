package dev.moru.lab.api;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The short-lived file and storage locks: held by name, waited for in order, given up by time. */
public final class Locks {

    private final Loop loop;
    private final Map<String, Object> holders = new HashMap<>();
    private final Map<String, Deque<Waiter>> waiters = new HashMap<>();

    public Locks(Loop loop) {
        this.loop = loop;
    }

    private static final class Waiter {
        private final Runnable again;
        private boolean over;

        private Waiter(Runnable again) {
            this.again = again;
        }

        private boolean finish() {
            var first = !over;
            over = true;
            return first;
        }
    }

    public boolean isFree(String lock) {
        return !holders.containsKey(lock);
    }

    /** Takes the lock unless another one holds it. */
    public boolean take(String lock, Object holder) {
        return holders.putIfAbsent(lock, holder) == null || holders.get(lock) == holder;
    }

    /** Names of the locks that are held now. */
    public Set<String> held() {
        return Set.copyOf(holders.keySet());
    }

    public void release(String lock, Object holder) {
        if (holders.remove(lock, holder)) {
            wakeOne(lock);
        }
    }

    public void releaseAll(Object holder) {
        List<String> own = new ArrayList<>();
        holders.forEach((lock, by) -> {
            if (by == holder) {
                own.add(lock);
            }
        });
        own.forEach(lock -> release(lock, holder));
    }

    /** Runs {@code again} once when the lock is free, or {@code expired} when the patience is over. */
    public void await(String lock, Duration patience, Runnable again, Runnable expired) {
        var waiter = new Waiter(again);
        waiters.computeIfAbsent(lock, name -> new ArrayDeque<>()).add(waiter);
        loop.after(patience, () -> {
            if (waiter.finish()) {
                expired.run();
            }
        });
    }

    private void wakeOne(String lock) {
        var queue = waiters.get(lock);
        while (queue != null && !queue.isEmpty()) {
            var waiter = queue.poll();
            if (waiter.finish()) {
                loop.execute(() -> {
                    waiter.again.run();
                    if (isFree(lock)) {
                        wakeOne(lock);
                    }
                });
                return;
            }
        }
        waiters.remove(lock);
    }
}
