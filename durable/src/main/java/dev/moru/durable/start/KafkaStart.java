package dev.moru.durable.start;

import dev.moru.durable.database.Outages;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at Kafka before anything of the service starts, and starts what needs it when that has gone well. While Kafka is away
 * the service starts without: it accepts, and what it has to tell waits in the outbox. All of it happens on a thread of its own,
 * because Kafka may also go after the look, and what starts then waits for it inside the client. It starts last and stops first,
 * so that nothing is started while the service stops.
 */
public final class KafkaStart implements SmartInitializingSingleton, SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration WHERE_IT_IS_INDISPENSABLE = Duration.ofMinutes(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(100);

    private final Look look;
    private final Duration patience;
    private final Supplier<Stream<StartsWithKafka>> followers;
    private final Consumer<Throwable> whenRefused;
    private final CompletableFuture<Void> looked = new CompletableFuture<>();
    private final CountDownLatch mayBegin = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "kafka-start");
    private volatile boolean running;

    /**
     * @param patience how long a start waits for Kafka before it goes on without
     * @param followers what waits for it
     * @param whenRefused told why they will never start, when the service had to start without Kafka
     */
    KafkaStart(
            Look look,
            Duration patience,
            Supplier<Stream<StartsWithKafka>> followers,
            Consumer<Throwable> whenRefused) {
        this.look = look;
        this.patience = patience;
        this.followers = followers;
        this.whenRefused = whenRefused;
        thread.setDaemon(true);
    }

    /** Whether what reads and sends has been started. */
    public boolean hasBegun() {
        return begun.getCount() == 0;
    }

    /** Before the first bean starts, so that a start that is refused has accepted nothing. */
    @Override
    public void afterSingletonsInstantiated() {
        thread.start();
        var required = look.isIndispensable();
        try {
            looked.get((required ? WHERE_IT_IS_INDISPENSABLE : patience).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (required) {
                throw new IllegalStateException(
                        "Kafka does not answer, and the first start after a restore needs it", e);
            }
            log.warn("Kafka does not answer: what is accepted waits, and nothing is read or done until it does");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was looked at", e);
        }
    }

    private void run() {
        try {
            repeatUntil(this::lookOnce);
            mayBegin.await();
            looked.get();
            repeatUntil(this::startFollowersOnce);
        } catch (ExecutionException e) {
            giveUp(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            log.debug("The service stops before what needs Kafka has begun", e);
        }
    }

    private static void repeatUntil(BooleanSupplier isDone) throws InterruptedException {
        while (!isDone.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    /** @return whether there is nothing more to look at */
    private boolean lookOnce() {
        try {
            look.atKafka();
            return looked.complete(null);
        } catch (RuntimeException e) {
            if (!isAway(e)) {
                return looked.completeExceptionally(e);
            }
            log.warn("Kafka is waited for: {}", e.getMessage());
            return false;
        }
    }

    /** A host name that can't be resolved is among them: where services have names, one that is down often has none. */
    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                return false;
            }
            if (cause instanceof KafkaException || cause instanceof TimeoutException) {
                return true;
            }
        }
        return Outages.isOutage(failure);
    }

    /** Where Kafka was there a moment ago, the service is not told to be up before what needs it is. */
    @Override
    public void start() {
        running = true;
        mayBegin.countDown();
        try {
            if (hasSeenKafka() && !begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn(
                        "Kafka does not answer any more: what is accepted waits, and not all is read or done until it does");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while what needs Kafka was started", e);
        }
    }

    private boolean hasSeenKafka() {
        return looked.isDone() && !looked.isCompletedExceptionally();
    }

    /** @return whether there is nothing more to start */
    private boolean startFollowersOnce() {
        try {
            followers
                    .get()
                    .sorted(Comparator.comparingInt(StartsWithKafka::getPhase))
                    .filter(follower -> !follower.isRunning())
                    .forEach(this::startFollower);
        } catch (RuntimeException | Error e) {
            log.warn("What needs Kafka can't start yet", e);
            return !running;
        }
        if (running) {
            begun.countDown();
            log.info("What needs Kafka has begun");
        }
        return true;
    }

    /** A start that has waited for Kafka may end when the service has stopped meanwhile, and nobody else would stop it then. */
    private void startFollower(StartsWithKafka follower) {
        if (!running) {
            return;
        }
        follower.start();
        if (!running) {
            follower.stop();
        }
    }

    private void giveUp(Throwable reason) {
        log.error("Nothing is read, sent or done: {}", reason.getMessage(), reason);
        whenRefused.accept(reason);
    }

    /** The binder takes an interrupt for one more failure of Kafka, and tries again: it gets another. */
    @Override
    public void stop() {
        running = false;
        var end = System.nanoTime() + LONGEST_STOP.toNanos();
        try {
            while (thread.isAlive() && System.nanoTime() - end < 0) {
                thread.interrupt();
                thread.join(BETWEEN_INTERRUPTS.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Also of a service whose start failed elsewhere. */
    @Override
    public void destroy() {
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
