package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoint.FailPointReached;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.PowerAction;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.proxmox.ScriptedExecution.Death;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The holder of an effect dies at some point, and another one goes on from what was stored. */
class CrashOnLabTest {

    private static final AtomicInteger NEXT = new AtomicInteger(2200);

    @TempDir
    static Path directory;

    private static LabSite lab;

    private final GuestRef guest = Requests.guest(lab.site(), NEXT.incrementAndGet());

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @AfterEach
    void leavesOthersAlone() {
        FailPoint.disarmAll();
        assertThat(lab.control().touchedForeign()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void goesOnWithATaskWhoseNameWasNotStored(int checkpoint) {
        var dead = new ScriptedExecution().dyingBeforeCheckpoint(checkpoint);
        diesIn(dead);

        goesOn(ScriptedExecution.after(dead));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void goesOnWithATaskThatNobodyWaitedFor(int checkpoint) {
        var dead = new ScriptedExecution().dyingAfterCheckpoint(checkpoint);
        diesIn(dead);

        goesOn(ScriptedExecution.after(dead));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxmox.before-clone", "proxmox.after-clone"})
    void goesOnWithoutAnythingStored(String failPoint) {
        FailPoint.arm(failPoint);
        assertThatExceptionOfType(FailPointReached.class).isThrownBy(() -> create(new ScriptedExecution()));

        goesOn(new ScriptedExecution());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void removesWhatADeadCreationLeft(int checkpoint) {
        var dead = new ScriptedExecution().dyingBeforeCheckpoint(checkpoint);
        diesIn(dead);
        var reached = dead.lastCheckpoint().orElse(null);

        lab.hypervisor().delete(new DeleteGuest(guest, true, reached), new ScriptedExecution());

        assertThat(lab.control().remains(guest.vmId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void finishesARemovalThatWasBegun(int checkpoint) {
        create(new ScriptedExecution());
        var request = new DeleteGuest(guest, false, null);
        var dead = new ScriptedExecution().dyingBeforeCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> lab.hypervisor().delete(request, dead));

        lab.hypervisor().delete(request, ScriptedExecution.after(dead));

        assertThat(lab.control().remains(guest.vmId())).isEmpty();
        assertThat(lab.control().effects("vm.destroyed", guest.vmId())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void rebootsOnce(int checkpoint) {
        create(new ScriptedExecution());
        var request = new PowerGuest(guest, PowerAction.REBOOT, false);
        var dead = new ScriptedExecution().dyingAfterCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> lab.hypervisor().power(request, dead));

        var state = lab.hypervisor().power(request, ScriptedExecution.after(dead));

        assertThat(state.power()).isEqualTo("running");
        assertThat(lab.control().effects("vm.started", guest.vmId())).isEqualTo(2);
    }

    @Test
    void rebootsOnceEvenIfTheTaskWasNotStored() {
        create(new ScriptedExecution());
        var request = new PowerGuest(guest, PowerAction.REBOOT, false);
        var dead = new ScriptedExecution().dyingBeforeCheckpoint(2);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> lab.hypervisor().power(request, dead));

        lab.hypervisor().power(request, ScriptedExecution.after(dead));

        assertThat(lab.control().effects("vm.started", guest.vmId())).isEqualTo(2);
    }

    private void diesIn(ScriptedExecution execution) {
        assertThatExceptionOfType(Death.class).isThrownBy(() -> create(execution));
    }

    private void goesOn(ScriptedExecution execution) {
        var state = create(execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(1);
        assertThat(lab.control().effects("vm.started", guest.vmId())).isEqualTo(1);
        var config = lab.root().node(guest.node()).qemu(guest.vmId()).config();
        assertThat(config.disks()).hasSize(2);
        assertThat(config.diskGiB("scsi0")).isEqualTo(10);
    }

    private GuestState create(ScriptedExecution execution) {
        return lab.hypervisor().create(Requests.create(guest), execution);
    }
}
