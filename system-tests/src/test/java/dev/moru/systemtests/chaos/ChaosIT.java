package dev.moru.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.systemtests.judge.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short fault run; {@code ./moru chaos} runs long ones. */
class ChaosIT {

    /** Its schedule has something of every track. */
    private static final long FIXED_SEED = 173;

    private static final Path PROJECT =
            Path.of(System.getProperty("moru.project", "..")).toAbsolutePath().normalize();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    /** The processes are started some thirty times. Should this not succeed, they are only slower. */
    @BeforeAll
    static void prepareFastStarts() throws IOException, InterruptedException {
        var prepare = new ProcessBuilder(PROJECT.resolve("moru").toString(), "prepare").inheritIO();
        prepare.environment().put("MORU_SKIP_BUILD", "1");
        var preparing = prepare.start();
        if (!preparing.waitFor(3, TimeUnit.MINUTES)) {
            preparing.destroy();
        }
    }

    @Test
    void violatesNothingWithTheSeedThatEveryRunHasNorThenWithAFreshOne() {
        long fresh = Long.getLong("moru.seed", Chaos.freshSeed());
        // One after the other at the same installation: to start one takes as long as a run.
        var schedule =
                Schedule.of(FIXED_SEED, Duration.ofSeconds(75)).then(Schedule.of(fresh, Duration.ofSeconds(120)));

        var verdicts = new Chaos(System.out).run(new FaultRun(PROJECT, home, fresh, schedule, System.out), home);

        assertThat(verdicts).filteredOn(Verdict::isViolated).as("seed " + fresh).isEmpty();
    }
}
