package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.Mark;
import dev.moru.durable.FailPoint;
import dev.moru.durable.FailPoint.FailPointReached;
import dev.moru.lab.LabOptions;
import dev.moru.lab.estate.DefaultEstate;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.estate.StorageType;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.server.PowerAction;
import dev.moru.provisioning.server.PowerGuest;
import dev.moru.provisioning.server.RestoreGuest;
import dev.moru.provisioning.server.proxmox.ScriptedExecution.Death;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.HypervisorFailure.Kind;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.QemuConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives are brought back to the guest that they are of, to a new one, and to one that is only looked at. */
class RestoreOnLabTest {

    private static final String PBS = "pbs";
    private static final AtomicInteger NEXT = new AtomicInteger(2500);
    private static final String RESTORE = "\"method\":\"POST\",\"path\":\"/qemu$\"";

    @TempDir
    static Path directory;

    private static LabSite lab;

    private final GuestRef guest = Requests.guest(lab.site(), NEXT.incrementAndGet());
    private final GuestRef other = Requests.guest(lab.site(), NEXT.incrementAndGet());
    private final UUID operation = UUID.randomUUID();
    private final ScriptedExecution execution = new ScriptedExecution();

    @BeforeAll
    static void start() {
        lab = LabSite.start(LabOptions.in(directory)
                .withCloneDuration(Duration.ofMillis(200))
                .withBroadcastInterval(Duration.ofMillis(50))
                .withEstate(withABackupServer()));
    }

    private static Estate withABackupServer() {
        var usual = DefaultEstate.estate();
        var storages = new ArrayList<>(usual.storages());
        storages.add(new Estate.Storage(PBS, StorageType.PBS, Set.of("backup"), 1000, true, List.of()));
        return new Estate(usual.version(), usual.nodes(), storages, usual.bridges(), usual.templates(), usual.guests());
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @AfterEach
    void leavesOthersAlone() {
        FailPoint.disarmAll();
        lab.control().disarm();
        assertThat(lab.control().touchedForeign()).isEmpty();
    }

    // ------------------------------------------------------------------ in place

    @Test
    void bringsAServerBackToWhatItWas() {
        var archive = backedUp(guest);
        lab.root()
                .node(guest.node())
                .qemu(guest.vmId())
                .configure(Parameters.of("tags", "spoilt").with("onboot", true), null);

        var state = restore(archive, execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(config(guest).get("onboot")).isEmpty();
        assertThat(config(guest).tags()).containsExactlyInAnyOrder("shop", "web");
        assertThat(execution.ends()).containsExactly("stop SUCCEEDED", "restore SUCCEEDED", "boot SUCCEEDED");
        wasOverwrittenOnce();
    }

    @Test
    void bringsBackWhatABackupServerKeeps() {
        create(guest);
        var archive = lab.archived(guest.node(), guest.vmId(), PBS);
        assertThat(archive.volume()).startsWith("pbs:backup/vm/" + guest.vmId() + "/");
        assertThat(archive.node()).isNull();

        restore(archive, execution);

        wasOverwrittenOnce();
    }

    @Test
    void leavesAServerOffWhenThatIsWanted() {
        var archive = backedUp(guest);

        var state = lab.hypervisor().restore(request(archive, false), execution);

        assertThat(state.power()).isEqualTo("stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxmox.before-restore", "proxmox.after-restore"})
    void overwritesOnceWhereverItsHolderIsLost(String failPoint) {
        var archive = backedUp(guest);
        FailPoint.arm(failPoint);
        assertThatExceptionOfType(FailPointReached.class).isThrownBy(() -> restore(archive, execution));

        restore(archive, ScriptedExecution.after(execution));

        wasOverwrittenOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void goesOnWithARestoreThatWasNotStored(int checkpoint) {
        var archive = backedUp(guest);
        var dead = execution.dyingBeforeCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> restore(archive, dead));

        var state = restore(archive, ScriptedExecution.after(dead));

        assertThat(state.power()).isEqualTo("running");
        wasOverwrittenOnce();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void goesOnWithARestoreThatNobodyWaitedFor(int checkpoint) {
        var archive = backedUp(guest);
        var dead = execution.dyingAfterCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> restore(archive, dead));

        restore(archive, ScriptedExecution.after(dead));

        wasOverwrittenOnce();
    }

    @Test
    void stopsBeforeItHasOverwrittenAnything() {
        var archive = backedUp(guest);

        assertThatExceptionOfType(EffectStopped.class)
                .isThrownBy(() -> restore(archive, execution.stoppingWhenToldThat("VM " + guest.vmId())));

        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(1);
    }

    @Test
    void goesOnWhenItIsTooLateToStop() {
        var archive = backedUp(guest);

        var state = restore(archive, execution.stoppingWhenToldThat(archive.volume()));

        assertThat(state.power()).isEqualTo("running");
        wasOverwrittenOnce();
    }

    @Test
    void goesOnToTheEndWhenItsHolderWasLostAndItIsTooLateToStop() {
        var archive = backedUp(guest);
        FailPoint.arm("proxmox.after-restore");
        assertThatExceptionOfType(FailPointReached.class).isThrownBy(() -> restore(archive, execution));

        var state = restore(archive, ScriptedExecution.after(execution).stoppingAtReport(0));

        assertThat(state.power()).isEqualTo("running");
        wasOverwrittenOnce();
    }

    @Test
    void overwritesNoServerWithTheArchiveOfAnother() {
        var foreign = backedUp(other);
        create(guest);

        var failure = failureOf(() -> restore(foreign, execution));

        assertThat(failure.problem()).isEqualTo("archive-foreign");
        wasLeftRunning();
    }

    @Test
    void overwritesNoServerWithAnArchiveThatIsGone() {
        var archive = backedUp(guest);
        lab.root().node(guest.node()).storage("local").delete(archive.volume());
        Awaitility.await()
                .until(() -> lab.archivesOf(guest.node(), guest.vmId(), "local").isEmpty());

        var failure = failureOf(() -> restore(archive, execution));

        assertThat(failure.problem()).isEqualTo("archive-missing");
        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        wasLeftRunning();
    }

    @Test
    void saysThatTheStorageOfAnArchiveIsNotThere() {
        create(guest);
        var nowhere = new BackupArchive("gone", "pbs", "gone:backup/vm/1/2026-01-01T00:00:00Z", null, 1);

        var failure = failureOf(() -> restore(nowhere, execution));

        assertThat(failure.problem()).isEqualTo("archive-missing");
        wasLeftRunning();
    }

    @Test
    void saysWhereAnArchiveLiesThatTheServersNodeDoesNotSee() {
        create(guest);
        var elsewhere = new BackupArchive("local", "dir", "local:backup/vzdump-qemu-1.vma.zst", "lab2", 1);

        var failure = failureOf(() -> restore(elsewhere, execution));

        assertThat(failure.problem()).isEqualTo("archive-elsewhere");
        assertThat(failure.hint()).isEqualTo("migrate the VM to lab2");
        wasLeftRunning();
    }

    @Test
    void waitsForAStorageThatCannotBeAsked() {
        var archive = backedUp(guest);
        lab.control()
                .arm(
                        "{\"name\":\"error\",\"path\":\"/storage/local/content\",\"status\":500,\"text\":\"mount error\"}");

        assertThat(failureOf(() -> restore(archive, execution)).kind()).isEqualTo(Kind.TRANSIENT);
        wasLeftRunning();

        lab.control().disarm();
        restore(archive, ScriptedExecution.after(execution));
        wasOverwrittenOnce();
    }

    @Test
    void saysThatTheStorageIsFull() {
        var archive = backedUp(guest);
        lab.control().arm("{\"name\":\"storage-full\",\"target\":\"local-lvm\"}");

        var failure = failureOf(() -> restore(archive, execution));

        assertThat(failure.problem()).isEqualTo("storage-full");
        assertThat(Mark.in(config(guest).description())).contains(guest.mark());
    }

    @Test
    void triesAgainWhenTheArchiveIsLocked() {
        var archive = backedUp(guest);
        lab.control()
                .arm(
                        "{\"name\":\"task-fail\"," + RESTORE
                                + ",\"count\":1,\"text\":\"unable to acquire lock on snapshot group - locked by another operation\"}");

        assertThat(failureOf(() -> restore(archive, execution)).kind()).isEqualTo(Kind.TRANSIENT);
        restore(archive, ScriptedExecution.after(execution));

        wasOverwrittenOnce();
    }

    // ------------------------------------------------------------------ to a new guest

    @Test
    void makesAGuestOfItsOwnFromAnArchive() {
        var archive = backedUp(other);
        var hardwareAddress = hardwareAddress(other);

        var state = lab.hypervisor().create(from(archive, true), execution);

        assertThat(state.power()).isEqualTo("running");
        var made = config(guest);
        assertThat(Mark.in(made.description())).contains(guest.mark());
        assertThat(made.name()).contains("web-01");
        assertThat(made.disks()).hasSize(2);
        assertThat(hardwareAddress(guest)).isNotEqualTo(hardwareAddress);
        assertThat(made.get("ipconfig0").orElseThrow()).contains("10.10.0.14/24");
        assertThat(execution.ends()).containsExactly("restore SUCCEEDED", "boot SUCCEEDED");
        assertThat(Mark.in(config(other).description())).contains(other.mark());
    }

    @Test
    void leavesANewGuestOffWhenThatIsWanted() {
        var archive = backedUp(other);

        assertThat(lab.hypervisor().create(from(archive, false), execution).power())
                .isEqualTo("stopped");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void makesOneGuestWhereverItsHolderIsLost(int checkpoint) {
        var archive = backedUp(other);
        var dead = execution.dyingBeforeCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> lab.hypervisor().create(from(archive, true), dead));

        lab.hypervisor().create(from(archive, true), ScriptedExecution.after(dead));

        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(1);
        assertThat(lab.control().effects("vm.started", guest.vmId())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void removesWhatADeadRestoreLeft(int checkpoint) {
        var archive = backedUp(other);
        var dead = execution.dyingBeforeCheckpoint(checkpoint);
        assertThatExceptionOfType(Death.class).isThrownBy(() -> lab.hypervisor().create(from(archive, true), dead));

        lab.hypervisor()
                .delete(new DeleteGuest(guest, true, dead.lastCheckpoint().orElse(null)), new ScriptedExecution());

        assertThat(lab.control().remains(guest.vmId())).isEmpty();
    }

    @Test
    void stopsARestoreInTheMiddle() {
        var archive = backedUp(other);
        lab.control().arm("{\"name\":\"task-slow\"," + RESTORE + ",\"factor\":50}");

        assertThatExceptionOfType(EffectStopped.class)
                .isThrownBy(() ->
                        lab.hypervisor().create(from(archive, true), execution.stoppingWhenToldThat(archive.volume())));

        assertThat(lab.control().runningTasks(LabSite.TOKEN)).isEmpty();
        assertThat(lab.control().effects("vm.created", guest.vmId())).isZero();
    }

    @Test
    void makesNothingFromAnArchiveThatIsNobodys() {
        int stranger = NEXT.incrementAndGet();
        lab.root().node(Requests.NODE).createQemu(stranger, Parameters.of("name", "theirs"));
        lab.awaitUnlocked(Requests.NODE, stranger);
        var theirs = archived(stranger);

        assertThat(failureOf(() -> lab.hypervisor().create(from(theirs, true), execution))
                        .problem())
                .isEqualTo("archive-foreign");
        assertThat(lab.control().remains(guest.vmId())).isEmpty();
    }

    // ------------------------------------------------------------------ to look

    @Test
    void triesAnArchiveWithoutANetwork() {
        var archive = backedUp(other);

        var state = lab.hypervisor().tryOut(from(archive, true), execution);

        assertThat(state.power()).isEqualTo("running");
        assertThat(config(guest).networkCards().values())
                .isNotEmpty()
                .allMatch(card -> card.get("link_down").filter("1"::equals).isPresent());
        assertThat(execution.ends()).containsExactly("restore SUCCEEDED", "boot SUCCEEDED", "look SUCCEEDED");
        assertThat(lab.hypervisor().find(other, execution).orElseThrow().power())
                .isEqualTo("running");
    }

    @Test
    void looksWhetherAGuestWithoutAnAgentStaysOn() {
        create(other);
        lab.hypervisor().power(new PowerGuest(other, PowerAction.STOP, true), new ScriptedExecution());
        lab.root().node(other.node()).qemu(other.vmId()).configure(Parameters.of("agent", "0"), null);
        var archive = archived(other.vmId());

        lab.hypervisor().tryOut(from(archive, true), execution);

        assertThat(execution.reports())
                .anyMatch(report -> "it has no guest agent, and stays on".equals(report.message()));
    }

    @Test
    void saysThatWhatWasRestoredDoesNotComeUp() {
        var archive = backedUp(other);
        lab.control().arm("{\"name\":\"agent-never\",\"target\":\"" + guest.vmId() + "\"}");

        assertThat(failureOf(() -> lab.hypervisor().tryOut(from(archive, true), execution))
                        .problem())
                .isEqualTo("guest-not-ready");
    }

    // ------------------------------------------------------------------ what is asked for, and what came of it

    private GuestState restore(BackupArchive archive, ScriptedExecution by) {
        return lab.hypervisor().restore(request(archive, true), by);
    }

    private RestoreGuest request(BackupArchive archive, boolean start) {
        return new RestoreGuest(guest, operation, Requests.spec("agent"), archive, "local-lvm", start);
    }

    private CreateGuest from(BackupArchive archive, boolean start) {
        var made = Requests.create(guest);
        return new CreateGuest(
                guest,
                made.spec(),
                new GuestSource.Backup(archive, start),
                made.disks(),
                made.networks(),
                made.sshKeys(),
                null);
    }

    private void create(GuestRef which) {
        lab.hypervisor().create(Requests.create(which), new ScriptedExecution());
    }

    private BackupArchive backedUp(GuestRef which) {
        create(which);
        return archived(which.vmId());
    }

    private static BackupArchive archived(int vmId) {
        return lab.archived(Requests.NODE, vmId);
    }

    private static HypervisorFailure failureOf(Runnable effect) {
        return catchThrowableOfType(HypervisorFailure.class, effect::run);
    }

    private static QemuConfig config(GuestRef which) {
        return lab.root().node(which.node()).qemu(which.vmId()).config();
    }

    private static String hardwareAddress(GuestRef which) {
        return config(which).networkCards().get("net0").get("virtio").orElseThrow();
    }

    private void wasOverwrittenOnce() {
        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(2);
        var mark = guest.mark();
        assertThat(Mark.in(config(guest).description()))
                .contains(new Mark(mark.installation(), mark.server(), mark.vmId(), operation));
    }

    private void wasLeftRunning() {
        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(1);
        assertThat(lab.hypervisor()
                        .find(guest, new ScriptedExecution())
                        .orElseThrow()
                        .power())
                .isEqualTo("running");
    }
}
