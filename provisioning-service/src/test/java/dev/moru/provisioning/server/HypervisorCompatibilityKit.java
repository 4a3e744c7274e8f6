package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.RecordedExecution.Death;
import dev.moru.provisioning.site.HypervisorFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every driver holds to. A driver's test extends it and says where to create; each test takes VM ids of its own.
 */
public abstract class HypervisorCompatibilityKit {

    protected static final UUID INSTALLATION = UUID.fromString("0192f0a0-0000-7000-8000-000000000001");

    protected abstract Hypervisor hypervisor();

    /** A creation under a VM id that is free; it may be asked for again. */
    protected abstract CreateGuest aCreation(UUID server, UUID operation, int vmId);

    /** A VM id that nobody has used. */
    protected abstract int freeVmId();

    /** Whether there is something behind the driver that can be found, lost and foreign. */
    protected abstract boolean isReal();

    /** A guest that is not Moru's, as a request to take it over; only asked of drivers that are real. */
    protected abstract AdoptGuest anUnmanagedGuest(UUID server, UUID operation);

    /** A backup of a guest that runs. */
    protected abstract BackupArchive anArchiveOf(GuestRef guest);

    private final UUID server = UUID.randomUUID();
    private final UUID operation = UUID.randomUUID();

    @Test
    void createsAGuestThatRuns() {
        var execution = new RecordedExecution();
        var request = aCreation(server, operation, freeVmId());

        var state = hypervisor().create(request, execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(state.node()).isEqualTo(request.guest().node());
        assertThat(execution.ended()).containsExactly("clone", "boot");
    }

    @Test
    void adoptsAGuestThatItHasMadeBefore() {
        var request = aCreation(server, operation, freeVmId());
        var first = new RecordedExecution();
        hypervisor().create(request, first);

        var again = new RecordedExecution().resuming(first);
        var state = hypervisor().create(request, again);

        assertThat(state.power()).isEqualTo("running");
    }

    @Test
    void stopsAndStartsAndDoesSoTwice() {
        var guest = created();
        assertThat(power(guest, PowerAction.STOP).power()).isEqualTo("stopped");
        assertThat(power(guest, PowerAction.STOP).power()).isEqualTo("stopped");
        assertThat(power(guest, PowerAction.START).power()).isEqualTo("running");
        assertThat(power(guest, PowerAction.START).power()).isEqualTo("running");
        assertThat(power(guest, PowerAction.REBOOT).power()).isEqualTo("running");
    }

    @Test
    void bringsAGuestToAnotherSpec() {
        var request = aCreation(server, operation, freeVmId());
        hypervisor().create(request, new RecordedExecution());
        var change = new ServerChange(request.spec().cores() + 1, null, null, null, "grown", null, null, null, null);
        ServerSpec after = SpecChanges.apply(change, request.spec());
        var execution = new RecordedExecution();

        hypervisor()
                .update(
                        new UpdateGuest(request.guest(), request.spec(), after, request.disks(), ApplyMode.NEXT_BOOT),
                        execution);

        assertThat(execution.ended()).contains("apply");
    }

    @Test
    void deletesAGuestOnceAndFindsNothingToDeleteTheSecondTime() {
        var guest = created();

        hypervisor().delete(new DeleteGuest(guest, false, null), new RecordedExecution());
        hypervisor().delete(new DeleteGuest(guest, false, null), new RecordedExecution());

        if (isReal()) {
            assertThat(hypervisor().find(guest, new RecordedExecution())).isEmpty();
        }
    }

    @Test
    void removesWhatAnOpenIntentLeft() {
        var request = aCreation(server, operation, freeVmId());
        var execution = new RecordedExecution();
        hypervisor().create(request, execution);

        hypervisor()
                .delete(
                        new DeleteGuest(
                                request.guest(),
                                true,
                                execution.lastCheckpoint().orElse(null)),
                        new RecordedExecution());

        if (isReal()) {
            assertThat(hypervisor().find(request.guest(), new RecordedExecution()))
                    .isEmpty();
        }
    }

    @Test
    void findsItsOwnAndNobodyElses() {
        var guest = created();
        assertThat(hypervisor().find(guest, new RecordedExecution())).isPresent();
        if (isReal()) {
            assertThat(hypervisor().find(foreign(guest), new RecordedExecution()))
                    .isEmpty();
        }
    }

    @Test
    void touchesNothingThatBearsAnotherMark() {
        if (isReal()) {
            var guest = created();
            var foreign = foreign(guest);

            assertThatThrownBy(() -> power(foreign, PowerAction.STOP)).isInstanceOf(HypervisorFailure.class);
            assertThatThrownBy(
                            () -> hypervisor().delete(new DeleteGuest(foreign, false, null), new RecordedExecution()))
                    .isInstanceOf(HypervisorFailure.class);
            assertThat(hypervisor().find(guest, new RecordedExecution()))
                    .get()
                    .extracting(GuestState::power)
                    .isEqualTo("running");
        }
    }

    @Test
    void stopsWhenThatIsAskedBeforeItHasBegun() {
        var execution = new RecordedExecution().stopping();
        var request = aCreation(server, operation, freeVmId());

        assertThatThrownBy(() -> hypervisor().create(request, execution)).isInstanceOf(EffectStopped.class);

        if (isReal()) {
            assertThat(hypervisor().find(request.guest(), new RecordedExecution()))
                    .isEmpty();
        }
    }

    @Test
    void writesNothingBeforeItsFirstCheckpoint() {
        if (isReal()) {
            var request = aCreation(server, operation, freeVmId());
            assertThatExceptionOfType(Death.class)
                    .isThrownBy(() -> hypervisor().create(request, new RecordedExecution().dyingAtCheckpoint()));
            assertThat(hypervisor().find(request.guest(), new RecordedExecution()))
                    .isEmpty();

            var guest = created();
            for (var action : List.of(PowerAction.STOP, PowerAction.REBOOT)) {
                assertThatExceptionOfType(Death.class)
                        .isThrownBy(() -> hypervisor()
                                .power(
                                        new PowerGuest(guest, action, true),
                                        new RecordedExecution().dyingAtCheckpoint()));
            }
            assertThatExceptionOfType(Death.class)
                    .isThrownBy(() -> hypervisor()
                            .delete(new DeleteGuest(guest, false, null), new RecordedExecution().dyingAtCheckpoint()));
            assertThat(hypervisor().find(guest, new RecordedExecution()))
                    .get()
                    .extracting(GuestState::power)
                    .isEqualTo("running");
        }
    }

    @Test
    void bringsAGuestBackFromItsBackup() {
        var request = aCreation(server, operation, freeVmId());
        hypervisor().create(request, new RecordedExecution());
        var execution = new RecordedExecution();

        var state = hypervisor()
                .restore(
                        new RestoreGuest(
                                request.guest(),
                                UUID.randomUUID(),
                                request.spec(),
                                anArchiveOf(request.guest()),
                                null,
                                true),
                        execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(execution.ended()).containsExactly("stop", "restore", "boot");
    }

    @Test
    void makesAnotherGuestFromABackup() {
        var execution = new RecordedExecution();

        var state = hypervisor().create(fromABackup(), execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(execution.ended()).containsExactly("restore", "boot");
    }

    @Test
    void triesABackup() {
        var execution = new RecordedExecution();

        hypervisor().tryOut(fromABackup(), execution);

        assertThat(execution.ended()).containsExactly("restore", "boot", "look");
    }

    private CreateGuest fromABackup() {
        var archive = anArchiveOf(created());
        var intent = aCreation(UUID.randomUUID(), UUID.randomUUID(), freeVmId());
        return new CreateGuest(
                intent.guest(),
                intent.spec(),
                new GuestSource.Backup(archive, true),
                intent.disks(),
                intent.networks(),
                intent.sshKeys(),
                null);
    }

    @Test
    void takesOverAGuest() {
        if (isReal()) {
            var request = anUnmanagedGuest(server, operation);
            var execution = new RecordedExecution();

            var adopted = hypervisor().adopt(request, execution);

            assertThat(execution.ended()).containsExactly("inspect", "mark");
            var guest = new GuestRef(request.site(), adopted.state().node(), request.mark(), List.of());
            assertThat(hypervisor().find(guest, new RecordedExecution())).isPresent();
        }
    }

    @Test
    void saysWhereItOnlyPretends() {
        if (!isReal()) {
            var execution = new RecordedExecution();
            hypervisor().create(aCreation(server, operation, freeVmId()), execution);
            assertThat(execution.reports()).allMatch(report -> report.state() == StepState.SIMULATED);
        }
    }

    private GuestRef created() {
        var request = aCreation(server, operation, freeVmId());
        hypervisor().create(request, new RecordedExecution());
        return request.guest();
    }

    private GuestState power(GuestRef guest, PowerAction action) {
        return hypervisor().power(new PowerGuest(guest, action, true), new RecordedExecution());
    }

    private static GuestRef foreign(GuestRef guest) {
        var mark = new Mark(UUID.randomUUID(), UUID.randomUUID(), guest.vmId(), UUID.randomUUID());
        return new GuestRef(guest.site(), guest.node(), mark, guest.networks());
    }
}
