package dev.moru.launcher;

import dev.moru.launcher.log.ServiceTag;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that starts in the background and is stopped once, whether it had come up or not. */
final class Part<T extends AutoCloseable> {

    private static final Logger log = LoggerFactory.getLogger(Part.class);

    private final String name;
    private final CompletableFuture<T> running;

    private Part(String name, CompletableFuture<T> running) {
        this.name = name;
        this.running = running;
    }

    static <T extends AutoCloseable> Part<T> start(String name, Executor executor, Supplier<T> start) {
        return new Part<>(
                name, CompletableFuture.supplyAsync(() -> ServiceTag.during(name, () -> timed(name, start)), executor));
    }

    /** Waits until it is up, and throws what kept it from coming up. */
    T await() {
        try {
            return running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits until a start that is under way has ended, because only then there is something to stop. */
    void stop() {
        var started = running.handle((value, failure) -> value).join();
        if (started == null) {
            return;
        }
        ServiceTag.during(name, () -> close(started));
    }

    private T close(T started) {
        try {
            started.close();
            log.info("{} has stopped", name);
        } catch (Exception e) {
            // The others are to be stopped all the same.
            log.error("{} did not stop in order", name, e);
        }
        return started;
    }

    private static <T> T timed(String name, Supplier<T> start) {
        var begin = System.nanoTime();
        var started = start.get();
        log.info("{} is up after {} ms", name, (System.nanoTime() - begin) / 1_000_000);
        return started;
    }
}
