package dev.moru.durable.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.StartRefused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaStartTest {

    private final List<String> started = new CopyOnWriteArrayList<>();
    private final List<Throwable> refused = new CopyOnWriteArrayList<>();
    private final Kafka kafka = new Kafka();
    private final KafkaStart start = new KafkaStart(
            kafka,
            Duration.ofMillis(300),
            () -> Stream.of(new Follower("consumers", 2), new Follower("relay", 1)),
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
        assertThat(start.hasSeenKafka()).isTrue();
    }

    @Test
    void goesOnWithoutKafkaAndStartsTheOthersWhenItIsThere() {
        kafka.failure = new TimeoutException("no broker");

        start.afterSingletonsInstantiated();
        start.start();
        assertThat(started).isEmpty();
        assertThat(start.hasSeenKafka()).isFalse();

        kafka.failure = null;
        await().untilAsserted(() -> assertThat(started).containsExactly("relay", "consumers"));
        assertThat(start.hasSeenKafka()).isTrue();
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
        assertThat(start.hasSeenKafka()).isFalse();
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

        assertThat(start.hasSeenKafka()).isTrue();
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

        Follower(String name, int phase) {
            this.name = name;
            this.phase = phase;
        }

        @Override
        public void start() {
            started.add(name);
        }

        @Override
        public void stop() {
            started.remove(name);
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
