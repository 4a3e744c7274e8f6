package dev.moru.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Schedule.of(7, HOUR)).isEqualTo(Schedule.of(7, HOUR)).isNotEqualTo(Schedule.of(8, HOUR));
    }

    @Test
    void doesEverythingWithinAnHour() {
        var done = EnumSet.noneOf(Fault.class);
        Schedule.of(7, HOUR).acts().forEach(act -> done.add(act.fault()));

        assertThat(done).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void doesOneThingAtATimeOnATrack() {
        var schedule = Schedule.of(7, HOUR);

        for (var track : Fault.Track.values()) {
            var end = Duration.ZERO;
            for (var act : schedule.of(track)) {
                assertThat(act.at()).isGreaterThan(end);
                end = act.at().plus(act.length());
            }
        }
    }

    @Test
    void beginsNothingBehindItsEnd() {
        assertThat(Schedule.of(7, Duration.ofMinutes(1)).acts())
                .isNotEmpty()
                .allMatch(act -> act.at().compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void beginsAnotherOneWhenItIsOver() {
        var first = Schedule.of(7, Duration.ofMinutes(1));
        var second = Schedule.of(8, Duration.ofMinutes(2));

        var both = first.then(second);

        assertThat(both.length()).isEqualTo(Duration.ofMinutes(3));
        assertThat(both.acts()).startsWith(first.acts().toArray(Act[]::new));
        assertThat(both.acts().stream().skip(first.acts().size()).map(Act::at))
                .containsExactlyElementsOf(second.acts().stream()
                        .map(act -> act.at().plusMinutes(1))
                        .toList());
    }

    @Test
    void doesOnlyWhatItMay() {
        assertThat(Schedule.of(7, HOUR, EnumSet.of(Fault.KILL_LAB)).acts())
                .isNotEmpty()
                .allMatch(act -> act.fault() == Fault.KILL_LAB);
    }

    @Test
    void armsSomethingForEachIllnessOfTheLab() {
        assertThat(Arrays.stream(Fault.values())
                        .filter(fault -> fault.name().startsWith("LAB_") && fault != Fault.LAB_AWAY))
                .allMatch(fault -> !LabFaults.of(new Act(Duration.ZERO, fault, Duration.ZERO, 1))
                        .isEmpty());
    }
}
