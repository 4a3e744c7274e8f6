package dev.moru.provisioning.server.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.moru.provisioning.server.DeleteGuest;
import dev.moru.provisioning.server.EffectStopped;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestState;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.HypervisorFailure.Kind;
import dev.moru.proxmox.Clone;
import dev.moru.proxmox.Parameters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster can do to a creation. */
class FaultsOnLabTest {

    private static final AtomicInteger NEXT = new AtomicInteger(2300);
    private static final String CLONE = "\"method\":\"POST\",\"path\":\"/clone$\"";

    @TempDir
    static Path directory;

    private static LabSite lab;

    private final GuestRef guest = Requests.guest(lab.site(), NEXT.incrementAndGet());
    private final ScriptedExecution execution = new ScriptedExecution();

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
        lab.control().disarm();
        assertThat(lab.control().touchedForeign()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock-file", "lock-storage", "no-quorum"})
    void isPatientWithLocks(String fault) {
        arm(fault, CLONE + ",\"count\":2");

        create();

        wasMadeOnce();
    }

    @Test
    void putsOffWhatALockStandsAgainstForLong() {
        arm("lock-file", CLONE);

        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(lab.control().remains(guest.vmId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-596", "html", "half-open", "hang-up"})
    void adoptsTheCloneWhoseAnswerWasLost(String fault) {
        execution.within(Duration.ofSeconds(1));
        arm(fault, CLONE + ",\"count\":1,\"after\":true");

        assertThat(failure().kind()).isEqualTo(Kind.SITE_UNREACHABLE);
        create();

        wasMadeOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy-595", "html", "half-open", "hang-up"})
    void comesBackWhenAReadIsNotAnswered(String fault) {
        execution.within(Duration.ofSeconds(1));
        arm(fault, "\"method\":\"GET\",\"path\":\"/status/current$\",\"count\":1");

        assertThat(failure().kind()).isEqualTo(Kind.SITE_UNREACHABLE);
        create();

        wasMadeOnce();
    }

    @Test
    void waitsForTheWorldWhenTheTaskIsLost() {
        arm("task-lost", CLONE + ",\"count\":1");

        create();

        wasMadeOnce();
    }

    @Test
    void clonesAgainWhenTheWorkerDied() {
        arm("task-dies", CLONE + ",\"count\":1");

        create();

        wasMadeOnce();
    }

    @ParameterizedTest
    @CsvSource({"/resize$, task-fail", "/config$, task-fail", "/status/start$, task-fail"})
    void saysWhichTaskFailedAndLeavesNothing(String path, String fault) {
        arm(fault, "\"path\":\"" + path + "\",\"text\":\"broken pipe in the works\"");

        var failure = failure();

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.problem()).isEqualTo("hypervisor-task-failed");
        assertThat(failure.detail()).contains("broken pipe in the works");
        assertThat(failure.hint()).contains("UPID:");
        leavesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/resize$", "/config$", "/status/start$"})
    void looksAgainWhenATaskDiedOnTheWay(String path) {
        arm("task-dies", "\"path\":\"" + path + "\",\"count\":1");

        create();

        wasMadeOnce();
    }

    @Test
    void saysThatTheStorageIsFullAndLeavesNothing() {
        arm("storage-full", "\"target\":\"local-lvm\"");

        var failure = failure();

        assertThat(failure.problem()).isEqualTo("storage-full");
        assertThat(failure.hint()).contains("storage class");
        leavesNothing();
    }

    @Test
    void doesNotWaitForEverForAnAgent() {
        arm("agent-never", "\"target\":\"" + guest.vmId() + "\"");

        var failure = failure();

        assertThat(failure.problem()).isEqualTo("guest-not-ready");
        leavesNothing();
    }

    @Test
    void waitsVisiblyForANodeThatIsAway() {
        arm("node-offline", "\"target\":\"lab1\"");

        assertThat(failure().kind()).isEqualTo(Kind.SITE_UNREACHABLE);
    }

    @Test
    void saysThatTheTokenIsNotAccepted() {
        arm("token-revoked", "\"target\":\"" + LabSite.TOKEN + "\"");

        var failure = failure();

        assertThat(failure.problem()).isEqualTo("site-credentials-refused");
        assertThat(failure.hint()).contains(LabSite.TOKEN);
    }

    @Test
    void writesAgainWhenSomebodyChangedTheGuestMeanwhile() {
        arm(
                "error",
                "\"method\":\"PUT\",\"path\":\"/config$\",\"count\":1,"
                        + "\"text\":\"checksum mismatch (file change by other user?)\"");

        create();

        wasMadeOnce();
    }

    @Test
    void doesNotTouchAForeignGuestUnderItsVmId() {
        lab.root().node("lab3").createQemu(guest.vmId(), Parameters.of("name", "not-mine"));
        lab.awaitUnlocked("lab3", guest.vmId());
        var before = lab.control().ledger().size();

        assertThat(failure().problem()).isEqualTo("vm-id-taken");
        lab.hypervisor().delete(new DeleteGuest(guest, true, null), new ScriptedExecution());

        assertThat(lab.control().ledger()).hasSize(before);
    }

    @Test
    void neitherAdoptsNorDestroysTheCloneOfSomebodyElse() {
        arm("task-slow", CLONE + ",\"count\":1,\"factor\":60");
        lab.root()
                .node("lab1")
                .qemu(Requests.TEMPLATE)
                .clone(Clone.full(guest.vmId()).name("not-mine"));

        var failure = failure();

        assertThat(failure.problem()).isEqualTo("clone-leftover");
        assertThat(failure.hint()).contains("qm unlock " + guest.vmId());
        assertThat(lab.control().remains(guest.vmId())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void stopsWhereItIsAskedToAndNothingGoesOn(int report) {
        var stopped = new ScriptedExecution().stoppingAtReport(report);

        try {
            lab.hypervisor().create(Requests.create(guest), stopped);
        } catch (EffectStopped asAsked) {
            assertThat(lab.control().runningTasks(LabSite.TOKEN)).isEmpty();
        }

        leavesNothing(stopped);
    }

    @Test
    void stopsALongCloneSoon() {
        arm("task-slow", CLONE + ",\"count\":1,\"factor\":300");
        var stopped = new ScriptedExecution().stoppingAtReport(1);

        var outcome = catchThrowableOfType(
                EffectStopped.class, () -> lab.hypervisor().create(Requests.create(guest), stopped));

        assertThat(outcome).isNotNull();
        assertThat(lab.control().runningTasks(LabSite.TOKEN)).isEmpty();
        leavesNothing(stopped);
    }

    @Test
    void stopsWaitingForAnAgentThatNeverComes() {
        arm("agent-never", "\"target\":\"" + guest.vmId() + "\"");
        var stopped = new ScriptedExecution().stoppingWhenToldThat("waiting for the guest agent");

        assertThat(catchThrowableOfType(
                        EffectStopped.class, () -> lab.hypervisor().create(Requests.create(guest), stopped)))
                .isNotNull();
        leavesNothing(stopped);
    }

    private static void arm(String name, String conditions) {
        lab.control().arm("{\"name\":\"" + name + "\"," + conditions + "}");
    }

    private GuestState create() {
        return lab.hypervisor().create(Requests.create(guest), ScriptedExecution.after(execution));
    }

    private HypervisorFailure failure() {
        var failure = catchThrowableOfType(
                HypervisorFailure.class, () -> lab.hypervisor().create(Requests.create(guest), execution));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void wasMadeOnce() {
        assertThat(lab.control().effects("vm.created", guest.vmId())).isEqualTo(1);
        assertThat(lab.hypervisor().find(guest, execution))
                .hasValueSatisfying(state -> assertThat(state.power()).isEqualTo("running"));
    }

    private void leavesNothing() {
        leavesNothing(execution);
    }

    private void leavesNothing(ScriptedExecution creation) {
        lab.control().disarm();
        var request = new DeleteGuest(guest, true, creation.lastCheckpoint().orElse(null));
        lab.hypervisor().delete(request, new ScriptedExecution());
        assertThat(lab.control().remains(guest.vmId())).isEmpty();
    }
}
