package dev.moru.durable.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.KitDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final KitDatabase DATABASE = new KitDatabase();

    private final Timers timers = new Timers(DATABASE.jdbc);
    private final List<String> fired = new CopyOnWriteArrayList<>();
    private final TimerRunner runner = new TimerRunner(
            DATABASE.jdbc,
            DATABASE.transaction,
            (key, payload) -> {
                if (payload.equals("fails") && fired.contains("good")) {
                    fired.add("retried " + key);
                } else if (payload.equals("fails")) {
                    throw new IllegalStateException("not yet");
                } else if (payload.equals("breaks")) {
                    throw new NoClassDefFoundError("gone");
                } else {
                    fired.add(key);
                }
            },
            Duration.ofMillis(20));

    @BeforeEach
    void empty() {
        DATABASE.jdbc.execute("truncate timer");
    }

    @AfterEach
    void stop() {
        runner.stop();
    }

    private static Instant inThePast() {
        return Instant.now().minusSeconds(1);
    }

    @Test
    void firesWhatIsDueOnceAndKeepsTheRest() {
        DATABASE.inTransaction(() -> {
            timers.schedule("due", inThePast(), "");
            timers.schedule("moved", inThePast(), "");
            timers.schedule("moved", Instant.now().plusSeconds(3600), "");
            timers.schedule("cancelled", inThePast(), "");
            timers.cancel(List.of("cancelled"));
        });
        runner.start();

        await().until(() -> !fired.isEmpty());
        assertThat(fired).containsExactly("due");
        assertThat(DATABASE.jdbc.queryForList("select key from timer", String.class))
                .containsExactly("moved");
    }

    @Test
    void goesOnBehindATimerThatFailsAndFiresItAgain() {
        DATABASE.inTransaction(() -> {
            timers.schedule("bad", inThePast(), "fails");
            timers.schedule("good", inThePast(), "");
        });
        runner.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> fired.contains("retried bad"));
        assertThat(fired).startsWith("good");
        assertThat(DATABASE.count("timer")).isZero();
    }

    @Test
    void goesOnBehindATimerWhoseHandlerBreaks() {
        DATABASE.inTransaction(() -> {
            timers.schedule("bad", inThePast(), "breaks");
            timers.schedule("good", inThePast(), "");
        });
        runner.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> fired.contains("good"));
        assertThat(DATABASE.count("timer")).isEqualTo(1);
    }
}
