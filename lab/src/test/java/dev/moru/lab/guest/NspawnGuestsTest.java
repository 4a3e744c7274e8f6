package dev.moru.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.lab.guest.nspawn.NspawnGuests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NspawnGuestsTest extends GuestsKit {

    @TempDir
    Path home;

    private final List<Integer> poweredOff = new CopyOnWriteArrayList<>();
    private NspawnGuests guests;

    @BeforeAll
    static void needsRealGuests() {
        RealGuests.require();
    }

    @BeforeEach
    void start() {
        guests = new NspawnGuests(home.resolve("guests"), poweredOff::add);
    }

    @AfterEach
    void stop() {
        guests.close();
    }

    @Override
    Guests guests() {
        return guests;
    }

    @Test
    void tellsOfAMachineThatSwitchedItselfOffAndOfNoOther() {
        var machine = new Machine(210, 256, 1, List.of(), Optional.empty());
        guests.boot(machine).join();
        guests.pullPlug(210).join();
        guests.boot(machine).join();
        assertThat(poweredOff).isEmpty();

        // Nobody listens before the system's first process does.
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> asks("systemctl", "poweroff"));

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> poweredOff.equals(List.of(210)));
        assertThat(guests.isReal(210)).isFalse();
    }

    private boolean asks(String... words) {
        return guests.run(210, Guests.Command.of(words)).join().exit() == 0;
    }

    @Test
    void saysWhyAMachineDoesNotStart() {
        var nowhere = new Machine.Card("eth0", "bc:24:11:00:00:01", "vmbr0", List.of("no-address"));
        var machine = new Machine(211, 256, 1, List.of(nowhere), Optional.empty());

        Assertions.assertThatThrownBy(() -> guests.boot(machine).join())
                .hasRootCauseInstanceOf(GuestFailure.class)
                .hasMessageContaining("start failed: ");

        guests.reconcile(new Guests.World(List.of(), Set.of(), Set.of()));
        assertThat(home.resolve("guests/211")).doesNotExist();
    }
}
