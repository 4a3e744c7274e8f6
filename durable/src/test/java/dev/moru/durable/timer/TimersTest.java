package dev.moru.durable.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.KitDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void leavesToTheNextRoundWhatIsDueAgainAndAgain() {
        var rounds = new AtomicInteger();
        var restless = new TimerRunner(
                DATABASE.jdbc,
                DATABASE.transaction,
                (key, payload) -> {
                    fired.add(key);
                    if (key.equals("restless") && rounds.incrementAndGet() == 3) {
                        timers.schedule("late", inThePast(), "");
                    }
                    if (key.equals("restless") && rounds.get() < 1_000) {
                        timers.schedule("restless", Instant.now(), "");
                    }
                },
                Duration.ofMillis(20));
        DATABASE.inTransaction(() -> timers.schedule("restless", inThePast(), ""));
        restless.start();
        try {
            await().until(() -> fired.contains("late"));
            assertThat(rounds.get()).isLessThan(1_000);
        } finally {
            restless.stop();
        }
    }

    @Test
    void countsAPauseByTheClockOfTheDatabase() {
        DATABASE.inTransaction(() -> {
            timers.scheduleIn("due", Duration.ZERO, "");
            timers.scheduleIn("later", Duration.ofHours(1), "");
        });
        runner.start();

        await().until(() -> !fired.isEmpty());
        assertThat(fired).containsExactly("due");
        assertThat(DATABASE.jdbc.queryForObject(
                        "select extract(epoch from due_at - now()) from timer where key = 'later'", Double.class))
                .isBetween(3_500.0, 3_600.0);
    }
}
