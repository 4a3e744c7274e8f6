package dev.moru.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {

    @Test
    void runsForAnHourUnlessTold() {
        assertThat(ChaosOptions.parse(List.of())).hasValueSatisfying(options -> {
            assertThat(options.length()).isEqualTo(Duration.ofHours(1));
            assertThat(options.judge()).isNull();
        });
    }

    @Test
    void takesMinutesSeedAndHome() {
        assertThat(ChaosOptions.parse(List.of("--minutes", "1.5", "--seed", "42", "--home", "/x")))
                .contains(
                        new ChaosOptions(Duration.ofSeconds(90), 42, EnumSet.allOf(Fault.class), Path.of("/x"), null));
    }

    @Test
    void takesTheFaultsThatItIsTold() {
        assertThat(ChaosOptions.parse(List.of("--faults", "KILL_OWNER,KILL_LAB")))
                .hasValueSatisfying(
                        options -> assertThat(options.faults()).containsOnly(Fault.KILL_OWNER, Fault.KILL_LAB));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(ChaosOptions.parse(List.of("--minutes"))).isEmpty();
        assertThat(ChaosOptions.parse(List.of("--minutes", "many"))).isEmpty();
        assertThat(ChaosOptions.parse(List.of("--hours", "1"))).isEmpty();
        assertThat(ChaosOptions.parse(List.of("--faults", "PAINT_IT"))).isEmpty();
    }
}
