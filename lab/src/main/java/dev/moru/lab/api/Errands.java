package dev.moru.lab.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for something outside of the lab and so can't be done on its {@link Loop}. Who needs the result asks
 * for it by the errand's name, is {@link Busy} until it is there, and is then run again from its start.
 */
public final class Errands {

    private final Loop loop;
    private final Locks locks;
    private final Map<String, Errand<?>> open = new HashMap<>();

    public Errands(Loop loop, Locks locks) {
        this.loop = loop;
        this.locks = locks;
    }

    private record Errand<T>(CompletableFuture<T> work, boolean returned) {}

    /**
     * @param name of this errand and no other; it also names the lock that is held meanwhile
     * @param patience the caller fails after that; the errand goes on
     * @throws ApiFailure with the message of the exception that ended the work
     */
    public <T extends @Nullable Object> T result(String name, Duration patience, Supplier<CompletableFuture<T>> start) {
        @SuppressWarnings("unchecked") // one name, one kind of result
        var errand = (Errand<T>) open.get(name);
        if (errand == null) {
            errand = sent(name, patience, start.get());
        }
        if (!errand.returned()) {
            throw new Busy(name, patience, name + " took longer than " + patience.toSeconds() + " s");
        }
        open.remove(name);
        return value(errand.work());
    }

    private <T extends @Nullable Object> Errand<T> sent(String name, Duration patience, CompletableFuture<T> work) {
        if (work.isDone()) {
            return new Errand<>(work, true);
        }
        var errand = new Errand<>(work, false);
        open.put(name, errand);
        locks.take(name, work);
        work.whenComplete((result, failure) -> loop.execute(() -> returned(name, patience, errand)));
        return errand;
    }

    /** A result that nobody fetches, as its task was stopped, is not kept for ever. */
    private void returned(String name, Duration patience, Errand<?> errand) {
        var result = new Errand<>(errand.work(), true);
        open.put(name, result);
        loop.after(patience, () -> open.remove(name, result));
        locks.release(name, errand.work());
    }

    private static <T extends @Nullable Object> T value(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException failure) {
            var cause = failure.getCause() == null ? failure : failure.getCause();
            throw ApiFailure.because(String.valueOf(cause.getMessage()));
        }
    }
}
