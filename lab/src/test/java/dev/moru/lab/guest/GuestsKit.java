package dev.moru.lab.guest;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the lab relies on, whatever stands behind its VMs. */
abstract class GuestsKit {

    private static final Machine MACHINE = new Machine(200, 256, 1, List.of(), Optional.empty());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    abstract Guests guests();

    private static void succeeds(CompletableFuture<Void> call) {
        assertThatCode(() -> call.get(60, TimeUnit.SECONDS)).doesNotThrowAnyException();
    }

    @Test
    void switchesOnAndOffAsOftenAsItIsAsked() {
        succeeds(guests().boot(MACHINE));
        succeeds(guests().pause(200));
        succeeds(guests().resume(200));
        succeeds(guests().reset(MACHINE));
        succeeds(guests().shutDown(200, PATIENCE, true));
        succeeds(guests().boot(MACHINE));
        succeeds(guests().pullPlug(200));
        succeeds(guests().discard(200));
    }

    @Test
    void takesWhatIsNotThereForDone() {
        succeeds(guests().shutDown(300, PATIENCE, false));
        succeeds(guests().pullPlug(300));
        succeeds(guests().pause(300));
        succeeds(guests().resume(300));
        succeeds(guests().copyDisk(300, 301));
        succeeds(guests().keepDisk(300, "a snapshot"));
        succeeds(guests().restoreDisk("a snapshot", 302));
        succeeds(guests().restoreDisk("never taken", 302));
        guests().forgetImage("a snapshot");
        guests().forgetImage("a snapshot");
        succeeds(guests().discard(300));
        succeeds(guests().discard(300));
        guests().reconcile(new Guests.World(List.of(MACHINE), Set.of(200), Set.of("a snapshot")));
    }

    @Test
    void keepsDisksAndBringsThemBack() {
        succeeds(guests().boot(MACHINE));
        succeeds(guests().keepDisk(200, "running"));
        succeeds(guests().pullPlug(200));
        succeeds(guests().copyDisk(200, 201));
        succeeds(guests().restoreDisk("running", 200));
        succeeds(guests().boot(MACHINE));
        succeeds(guests().discard(200));
        succeeds(guests().discard(201));
    }
}
