package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.PowerAction;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.server.UpdateGuest;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.Qemu;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Power, changes, removal and adoption, when nothing goes wrong but what people do. */
class EffectsOnLabTest {

    private static final AtomicInteger NEXT = new AtomicInteger(2100);

    @TempDir
    static Path directory;

    private static LabSite lab;

    private final ScriptedExecution execution = new ScriptedExecution();

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void stopsStartsAndReboots() {
        var guest = made();

        assertThat(power(guest, PowerAction.STOP, false).power()).isEqualTo("stopped");
        assertThat(power(guest, PowerAction.START, false).power()).isEqualTo("running");
        var before = lab.control().effects("vm.started", guest.vmId());
        assertThat(power(guest, PowerAction.REBOOT, false).power()).isEqualTo("running");

        assertThat(lab.control().effects("vm.started", guest.vmId())).isEqualTo(before + 1);
        assertThat(execution.ends())
                .containsExactly("shutdown SUCCEEDED", "boot SUCCEEDED", "shutdown SUCCEEDED", "boot SUCCEEDED");
    }

    @Test
    void callsTheNetworksOfAddressesByTheirNames() {
        var guest = made();

        assertThat(lab.hypervisor().find(guest, execution).orElseThrow().addresses())
                .isNotEmpty()
                .allMatch(address -> address.network().equals("default"));
    }

    @Test
    void leavesAloneWhatIsSoAlready() {
        var guest = made();
        power(guest, PowerAction.STOP, true);
        var before = lab.control().ledger().size();

        power(guest, PowerAction.STOP, false);

        assertThat(lab.control().ledger()).hasSize(before);
    }

    @Test
    void growsAndAddsDisksAndShowsWhatWaitsForTheNextBoot() {
        var guest = made();
        var after = changed(4, 4096, List.of(disk("root", 12), disk("data", 20), disk("logs", 5)));

        var state = lab.hypervisor().update(update(guest, after, ApplyMode.LIVE), execution);

        assertThat(state.pending()).anyMatch(text -> text.startsWith("cores: 2 until the next boot, then 4"));
        assertThat(state.power()).isEqualTo("running");
        assertThat(vm(guest).config().diskGiB("scsi0")).isEqualTo(12);
        assertThat(vm(guest).config().disks()).hasSize(3);
        assertThat(execution.ends()).containsExactly("apply SUCCEEDED");
    }

    @Test
    void restartsOnlyWhenThatWasAskedForAndSomethingWaits() {
        var guest = made();
        var after = changed(4, 2048, Requests.spec("agent").disks());

        var state = lab.hypervisor().update(update(guest, after, ApplyMode.RESTART), execution);
        assertThat(state.pending()).isEmpty();
        assertThat(vm(guest).currentConfig().number("cores")).contains(4);

        var again = new ScriptedExecution();
        lab.hypervisor().update(update(guest, after, ApplyMode.RESTART), again);
        assertThat(execution.ends()).containsExactly("apply SUCCEEDED", "restart SUCCEEDED");
        assertThat(again.ends()).containsExactly("apply SUCCEEDED", "restart SKIPPED");
    }

    @Test
    void leavesAloneWhatTheChangeDoesNotName() {
        var guest = made();
        vm(guest).configure(Parameters.of("memory", 8192), null);
        var after = changed(4, 2048, Requests.spec("agent").disks());

        lab.hypervisor().update(update(guest, after, ApplyMode.RESTART), execution);

        assertThat(vm(guest).config().memoryMiB()).contains(8192);
    }

    @Test
    void destroysTheGuestWithItsDisks() {
        var guest = made();

        lab.hypervisor().delete(new DeleteGuest(guest, false, null), execution);

        assertThat(vm(guest).find()).isEmpty();
        assertThat(lab.control().state().path("disks").valueStream())
                .noneMatch(disk -> disk.path("vmid").asInt() == guest.vmId());
        assertThat(execution.ends()).containsExactly("stop SUCCEEDED", "destroy SUCCEEDED");
        assertThat(lab.hypervisor().find(guest, execution)).isEmpty();
    }

    @Test
    void takesForDoneTheRemovalOfWhatIsNotThere() {
        lab.hypervisor().delete(new DeleteGuest(next(), false, null), execution);

        assertThat(execution.ends()).containsExactly("stop SUCCEEDED", "destroy SUCCEEDED");
    }

    @Test
    void touchesNothingThatLostItsMark() {
        var guest = made();
        vm(guest).configure(Parameters.of("description", "mine now"), null);
        var before = lab.control().ledger().size();

        for (var force : List.of(true, false)) {
            refused("mark-mismatch", () -> power(guest, PowerAction.STOP, force));
        }
        refused("mark-mismatch", () -> lab.hypervisor().delete(new DeleteGuest(guest, false, null), execution));
        refused(
                "mark-mismatch",
                () -> lab.hypervisor()
                        .update(update(guest, changed(4, 2048, List.of(disk("root", 10))), ApplyMode.LIVE), execution));

        assertThat(lab.control().ledger()).hasSize(before);
        assertThat(lab.hypervisor().find(guest, execution)).isEmpty();
    }

    @Test
    void refusesToDestroyWhatProxmoxProtects() {
        var guest = made();
        vm(guest).configure(Parameters.of("protection", true), null);

        refused("guest-protected", () -> lab.hypervisor().delete(new DeleteGuest(guest, false, null), execution));

        assertThat(vm(guest).status().isRunning()).isTrue();
    }

    @Test
    void adoptsAGuestOnWhicheverNodeItStands() {
        var mark = new Mark(Requests.INSTALLATION, UUID.randomUUID(), 102, UUID.randomUUID());

        var adopted = lab.hypervisor().adopt(new AdoptGuest(lab.site(), mark), execution);
        lab.hypervisor().adopt(new AdoptGuest(lab.site(), mark), new ScriptedExecution());

        assertThat(adopted.state().node()).isEqualTo("lab2");
        assertThat(adopted.cores()).isEqualTo(2);
        assertThat(adopted.memoryMiB()).isEqualTo(4096);
        assertThat(adopted.disks()).containsExactly(new DiskSpec("root", 20, "shared"));
        assertThat(adopted.bridges()).containsExactly("vmbr0");
        assertThat(Mark.in(lab.root().node("lab2").qemu(102).config().description()))
                .contains(mark);
        assertThat(execution.ends()).containsExactly("inspect SUCCEEDED", "mark SUCCEEDED");
        var elsewhere = new GuestRef(lab.site(), "lab1", mark, List.of());
        assertThat(lab.hypervisor().find(elsewhere, execution))
                .hasValueSatisfying(state -> assertThat(state.node()).isEqualTo("lab2"));
    }

    @Test
    void adoptsNeitherTemplatesNorContainersNorGuestsOfOthers() {
        var stranger = new Mark(UUID.randomUUID(), UUID.randomUUID(), 103, UUID.randomUUID());
        lab.root().node("lab3").qemu(103).configure(Parameters.of("description", stranger.line()), null);

        refused("guest-is-template", () -> adopt(9000));
        refused("guest-is-container", () -> adopt(110));
        refused("guest-foreign", () -> adopt(103));
        refused("guest-not-found", () -> adopt(4711));
    }

    private void adopt(int vmId) {
        var mark = new Mark(Requests.INSTALLATION, UUID.randomUUID(), vmId, UUID.randomUUID());
        lab.hypervisor().adopt(new AdoptGuest(lab.site(), mark), execution);
    }

    private static void refused(String problem, Runnable effect) {
        assertThatExceptionOfType(HypervisorFailure.class)
                .isThrownBy(effect::run)
                .satisfies(failure -> {
                    assertThat(failure.problem()).isEqualTo(problem);
                    assertThat(failure.kind()).isEqualTo(HypervisorFailure.Kind.PERMANENT);
                });
    }

    private static GuestRef next() {
        return Requests.guest(lab.site(), NEXT.incrementAndGet());
    }

    private static GuestRef made() {
        var guest = next();
        lab.hypervisor().create(Requests.create(guest), new ScriptedExecution());
        return guest;
    }

    private static Qemu vm(GuestRef guest) {
        return lab.root().node(guest.node()).qemu(guest.vmId());
    }

    private GuestState power(GuestRef guest, PowerAction action, boolean force) {
        return lab.hypervisor().power(new PowerGuest(guest, action, force), execution);
    }

    private static UpdateGuest update(GuestRef guest, ServerSpec after, ApplyMode apply) {
        var disks = after.disks().stream()
                .map(disk -> new ResolvedDisk(disk.name(), disk.sizeGiB(), "local-lvm"))
                .toList();
        return new UpdateGuest(guest, Requests.spec("agent"), after, disks, apply);
    }

    private static DiskSpec disk(String name, int sizeGiB) {
        return new DiskSpec(name, sizeGiB, "default");
    }

    private static ServerSpec changed(int cores, int memoryMiB, List<DiskSpec> disks) {
        var spec = Requests.spec("agent");
        return new ServerSpec(
                spec.name(),
                spec.kind(),
                spec.site(),
                spec.image(),
                null,
                cores,
                memoryMiB,
                disks,
                spec.networks(),
                spec.placement(),
                spec.login(),
                spec.readiness(),
                spec.tags(),
                spec.description(),
                false,
                spec.onFailure(),
                spec.deadline(),
                spec.roles(),
                spec.roleVariables(),
                spec.backupPolicy(),
                spec.onConfigureFailure());
    }
}
