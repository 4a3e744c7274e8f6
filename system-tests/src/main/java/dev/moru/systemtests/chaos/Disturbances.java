package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Disturbance.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What was done, and when it took effect and was over. */
final class Disturbances {

    private final Queue<Disturbance> all = new ConcurrentLinkedQueue<>();

    List<Disturbance> all() {
        return List.copyOf(all);
    }

    /**
     * Something is over now.
     *
     * @param from when it had taken effect
     * @param until when it began to be undone
     */
    void note(Kind kind, String target, Instant from, Instant until) {
        all.add(new Disturbance(kind, target, from, until, Instant.now()));
    }

    static void pause(Duration length) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }
}
