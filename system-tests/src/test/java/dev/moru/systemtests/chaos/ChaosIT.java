package dev.moru.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.systemtests.judge.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Short fault runs, one that is always the same and one that never is; {@code ./moru chaos} runs long ones. */
class ChaosIT {

    /** Its schedule has something of every track. */
    private static final long FIXED_SEED = 173;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    @Test
    void violatesNothingWithTheSeedThatEveryRunHas() {
        expectNoViolation(FIXED_SEED, Duration.ofSeconds(75));
    }

    @Test
    void violatesNothingWithAFreshSeed() {
        expectNoViolation(Long.getLong("moru.seed", Chaos.freshSeed()), Duration.ofSeconds(120));
    }

    private void expectNoViolation(long seed, Duration length) {
        var project = Path.of(System.getProperty("moru.project", ".."))
                .toAbsolutePath()
                .normalize();
        var verdicts = new Chaos(System.out)
                .run(project, new ChaosOptions(length, seed, EnumSet.allOf(Fault.class), home, null));

        assertThat(verdicts).filteredOn(Verdict::isViolated).as("seed " + seed).isEmpty();
    }
}
