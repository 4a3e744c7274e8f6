package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.HypervisorFailure.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many creations at once, on a cluster where everything goes wrong now and then. */
class RandomFaultsOnLabTest {

    private static final int CREATIONS = 8;
    private static final int TRIES = 40;
    private static final List<String> FAULTS = List.of(
            "lock-file",
            "lock-storage",
            "proxy-595",
            "proxy-596",
            "html",
            "hang-up",
            "task-dies",
            "task-lost",
            "error");

    @TempDir
    static Path directory;

    private static LabSite lab;

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void clonesOneTemplateManyTimesAtOnce() throws Exception {
        var guests = guests(2400);

        var made = atOnce(
                guests, guest -> Optional.of(lab.hypervisor().create(Requests.create(guest), new ScriptedExecution())));

        assertThat(made)
                .hasSize(CREATIONS)
                .allSatisfy(state -> assertThat(state.power()).isEqualTo("running"));
        assertThat(guests)
                .allSatisfy(guest -> assertThat(lab.control().effects("vm.created", guest.vmId()))
                        .isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesAtMostOneGuestPerOperationAndTouchesNoOther(long seed) throws Exception {
        var guests = guests(2500 + (int) seed * 20);
        var random = new Random(seed);
        lab.control()
                .arm(FAULTS.stream()
                        .map(fault ->
                                "{\"name\":\"%s\",\"path\":\"/nodes/\",\"probability\":0.03,\"seed\":%d,\"after\":%b}"
                                        .formatted(fault, random.nextLong(1_000), random.nextBoolean()))
                        .toArray(String[]::new));

        atOnce(guests, RandomFaultsOnLabTest::untilItEnds);
        lab.control().disarm();

        assertThat(lab.control().touchedForeign()).isEmpty();
        for (var guest : guests) {
            // A clone that was undone is no guest: the ledger counts those that became whole.
            assertThat(lab.control().effects("vm.created", guest.vmId())).isLessThanOrEqualTo(1);
            lab.hypervisor().delete(new DeleteGuest(guest, true, null), new ScriptedExecution());
            assertThat(lab.control().remains(guest.vmId())).isEmpty();
        }
    }

    /** As the work queue does it: again and again from the last checkpoint, until it succeeds or fails for good. */
    private static Optional<GuestState> untilItEnds(GuestRef guest) {
        var execution = new ScriptedExecution().within(Duration.ofSeconds(2));
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return Optional.of(lab.hypervisor().create(Requests.create(guest), execution));
            } catch (HypervisorFailure failure) {
                if (failure.kind() == Kind.PERMANENT) {
                    return Optional.empty();
                }
                execution = ScriptedExecution.after(execution).within(Duration.ofSeconds(2));
            }
        }
        throw new AssertionError("not ended after " + TRIES + " tries");
    }

    private static List<GuestRef> guests(int firstVmId) {
        return IntStream.range(firstVmId, firstVmId + CREATIONS)
                .mapToObj(vmId -> Requests.guest(lab.site(), vmId))
                .toList();
    }

    private interface Effect {
        Optional<GuestState> on(GuestRef guest);
    }

    private static List<GuestState> atOnce(List<GuestRef> guests, Effect effect)
            throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(guests.size());
        try {
            var running = threads.invokeAll(guests.stream()
                    .map(guest -> (Callable<Optional<GuestState>>) () -> effect.on(guest))
                    .toList());
            var states = new ArrayList<GuestState>();
            for (var one : running) {
                one.get().ifPresent(states::add);
            }
            return states;
        } finally {
            threads.shutdownNow();
        }
    }
}
