package dev.moru.durable.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.moru.durable.StartRefused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaStartTest {

    private final List<String> started = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final List<Throwable> refused = new CopyOnWriteArrayList<>();
    private final Kafka kafka = new Kafka();
    private volatile Runnable consumersStart = () -> {};
    private final KafkaStart start = new KafkaStart(
            kafka,
            Duration.ofMillis(300),
            () -> Stream.of(
                    new Follower("consumers", 2, () -> consumersStart.run()), new Follower("relay", 1, () -> {})),
            refused::add);

    @AfterEach
    void stop() {
        start.stop();
    }

    @Test
    void startsWhatNeedsKafkaInTheOrderOfItsPhases() {
        start.afterSingletonsInstantiated();
        assertThat(started).isEmpty();

        start.start();

        assertThat(started).containsExactly("relay", "consumers");
        assertThat(start.hasBegun()).isTrue();
    }

    @Test
    void goesOnWithoutKafkaAndStartsTheOthersWhenItIsThere() {
        kafka.failure = new TimeoutException("no broker");

        start.afterSingletonsInstantiated();
        start.start();
        assertThat(started).isEmpty();
        assertThat(start.hasBegun()).isFalse();

        kafka.failure = null;
        await().until(start::hasBegun);
        assertThat(started).containsExactly("relay", "consumers");
    }

    @Test
    void isRefusedByWhatItFindsAtOnce() {
        kafka.failure = new StartRefused("Kafka is ahead");
        assertThatThrownBy(start::afterSingletonsInstantiated).isSameAs(kafka.failure);
    }

    @Test
    void isRefusedWhenKafkaDoesNotKnowTheService() {
        kafka.failure = new SaslAuthenticationException("who are you?");
        assertThatThrownBy(start::afterSingletonsInstantiated).isSameAs(kafka.failure);
    }

    @Test
    void startsNothingWhenItIsRefusedLater() {
        kafka.failure = new TimeoutException("no broker");
        start.afterSingletonsInstantiated();
        start.start();

        var refusal = new StartRefused("Kafka is ahead");
        kafka.failure = refusal;

        await().untilAsserted(() -> assertThat(refused).containsExactly(refusal));
        assertThat(started).isEmpty();
        assertThat(start.hasBegun()).isFalse();
    }

    @Test
    void waitsForKafkaWhereSomethingHasToBeSentAgainFirst() {
        kafka.indispensable = true;
        kafka.failure = new TimeoutException("no broker");
        var later = new Thread(() -> {
            await().until(() -> kafka.looks > 0);
            kafka.failure = null;
        });
        later.start();

        start.afterSingletonsInstantiated();

        start.start();
        assertThat(start.hasBegun()).isTrue();
    }

    @Test
    void startsNothingOnceItStops() {
        kafka.failure = new TimeoutException("no broker");
        start.afterSingletonsInstantiated();
        start.start();

        start.stop();
        kafka.failure = null;

        await().during(Duration.ofMillis(1_500))
                .untilAsserted(() -> assertThat(started).isEmpty());
    }

    @Test
    void goesOnWhenKafkaIsGoneAgainByTheTimeThatTheOthersStart() {
        var back = new CountDownLatch(1);
        consumersStart = () -> awaitUninterruptibly(back);

        start.afterSingletonsInstantiated();
        start.start();
        assertThat(start.hasBegun()).isFalse();

        back.countDown();
        await().until(start::hasBegun);
        assertThat(started).containsExactly("relay", "consumers");
    }

    @Test
    void triesAgainWhatCouldNotStart() {
        var failures = new AtomicInteger(1);
        consumersStart = () -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no partitions");
            }
        };

        start.afterSingletonsInstantiated();
        start.start();
        assertThat(start.hasBegun()).isFalse();

        await().until(start::hasBegun);
        assertThat(started).containsExactly("relay", "consumers");
    }

    @Test
    void leavesNothingRunningThatHasOnlyStartedAfterTheStop() {
        var back = new CountDownLatch(1);
        var starts = new AtomicInteger();
        consumersStart = () -> {
            starts.incrementAndGet();
            awaitUninterruptibly(back);
        };
        start.afterSingletonsInstantiated();
        start.start();

        start.stop();
        back.countDown();

        await().untilAsserted(() -> assertThat(stopped).containsExactly("consumers"));
        assertThat(started).containsExactly("relay");
        assertThat(starts).hasValue(1);
        assertThat(start.hasBegun()).isFalse();
    }

    /** Like the binder, which takes an interrupt for one more failure of Kafka. */
    @Test
    void stopsAlthoughAnInterruptIsSwallowed() {
        consumersStart = () -> {
            swallowAnInterrupt();
            awaitInterrupt();
        };
        start.afterSingletonsInstantiated();
        start.start();

        assertTimeout(Duration.ofSeconds(4), () -> start.stop());

        assertThat(started).containsExactly("relay");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            Thread.interrupted();
        }
    }

    private static void swallowAnInterrupt() {
        while (!Thread.interrupted()) {
            LockSupport.park();
        }
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Kafka implements Look {

        private volatile @Nullable RuntimeException failure;
        private volatile boolean indispensable;
        private volatile int looks;

        @Override
        public void atKafka() {
            looks++;
            var now = failure;
            if (now != null) {
                throw now;
            }
        }

        @Override
        public boolean isIndispensable() {
            return indispensable;
        }
    }

    private final class Follower implements StartsWithKafka {

        private final String name;
        private final int phase;
        private final Runnable whenItStarts;

        Follower(String name, int phase, Runnable whenItStarts) {
            this.name = name;
            this.phase = phase;
            this.whenItStarts = whenItStarts;
        }

        @Override
        public void start() {
            whenItStarts.run();
            started.add(name);
        }

        @Override
        public void stop() {
            started.remove(name);
            stopped.add(name);
        }

        @Override
        public boolean isRunning() {
            return started.contains(name);
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
