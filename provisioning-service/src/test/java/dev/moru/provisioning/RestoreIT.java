package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerRestored;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.LocateBackup;
import dev.moru.contracts.turn.ProtectServer;
import dev.moru.contracts.turn.RemoveBackups;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnCommand;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.service.testing.Spine.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups are brought back in an installation with backup-service in it, which is played by the test. */
class RestoreIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final BackupArchive ARCHIVE =
            new BackupArchive("local", "dir", "local:backup/vzdump-qemu-2000.vma.zst", null, 1);

    private static PlayedParticipant backup;

    private final UUID server = Gateway.id();
    private final UUID point = Gateway.id();

    @BeforeAll
    static void takePart() {
        Estate.applied();
        SERVICE.restart("moru.participants=backup");
        backup = PlayedParticipant.backup();
    }

    @AfterAll
    static void leave() {
        backup.close();
        SERVICE.restart();
    }

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
        SERVICE.hypervisor().goOn(server);
    }

    @Test
    void bringsAServerBackInPlace() {
        made();
        var operation = GATEWAY.command(server, restore(RestoreTarget.IN_PLACE));

        locate();

        var ended = GATEWAY.endOf(operation).operation();
        assertThat(ended.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.kind()).isEqualTo("server.restore");
        assertThat(ended.steps()).extracting(Step::name).containsExactly("locate", "stop", "restore", "boot");
        assertThat(SERVICE.hypervisor().calls(server)).contains("restore " + ARCHIVE.volume());
        assertThat(restored()).singleElement().returns(point, ServerRestored::backup);
    }

    @Test
    void leavesAServerAloneWhoseBackupIsGone() {
        made();
        var operation = GATEWAY.command(server, restore(RestoreTarget.IN_PLACE));

        answer(backup.awaitTold(server, LocateBackup.class), TurnOutcome.FAILED, null);

        assertThat(GATEWAY.endOf(operation).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(SERVICE.hypervisor().calls(server)).noneMatch(call -> call.startsWith("restore"));
    }

    @Test
    void makesANewServerOfABackupAndProtectsIt() {
        var operation = GATEWAY.command(server, restore(RestoreTarget.NEW));

        locate();
        answer(backup.awaitTold(server, ProtectServer.class), TurnOutcome.SUCCEEDED, null);

        var ended = GATEWAY.endOf(operation);
        assertThat(ended.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.operation().result()).containsKey("vmId");
        assertThat(ended.kept()).isTrue();
        assertThat(restored()).hasSize(1);
        assertThat(SERVICE.hypervisor().has(server)).isTrue();
    }

    @Test
    void leavesNothingOfANewServerThatCannotBeRestored() {
        failOnce("storage-full");
        var operation = GATEWAY.command(server, restore(RestoreTarget.NEW));

        locate();

        var ended = GATEWAY.endOf(operation);
        assertThat(ended.operation().error().type()).endsWith("storage-full");
        assertThat(ended.kept()).isFalse();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "turn.before-intent",
                "turn.before-effect",
                "work.after-checkpoint",
                "turn.after-effect",
                "work.before-close"
            })
    void triesABackupOnAMachineOfWhichNothingIsLeft(String failPoint) {
        FailPoint.arm(failPoint);
        var operation = GATEWAY.command(server, verify());

        locate();

        var ended = GATEWAY.endOf(operation);
        assertThat(ended.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.operation().target().kind()).isEqualTo("backup");
        assertThat(ended.operation().target().id()).isEqualTo(point);
        assertThat(ended.operation().steps())
                .extracting(Step::name)
                .containsExactly("locate", "reserve", "restore", "boot", "look", "destroy");
        assertThat(ended.kept()).isFalse();
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
        assertThat(GATEWAY.events(ServerEvent.class))
                .noneMatch(event -> event.server().id().equals(server));
    }

    @Test
    void removesTheMachineOnWhichABackupDidNotComeUp() {
        failOnce("guest-not-ready");
        var operation = GATEWAY.command(server, verify());

        locate();

        assertThat(GATEWAY.endOf(operation).operation().error().type()).endsWith("guest-not-ready");
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
    }

    @Test
    void hasTheBackupsOfADeletedServerRemovedAndOnlyWarnsWhereThatFails() {
        made();
        var operation = GATEWAY.command(server, new DeleteServer(BackupsOnDelete.DELETE, null, null));

        answer(backup.awaitTold(server, RemoveBackups.class), TurnOutcome.FAILED, null);

        var ended = GATEWAY.endOf(operation);
        assertThat(ended.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ended.operation().warnings()).singleElement().asString().startsWith("backups: ");
        assertThat(ended.kept()).isFalse();
    }

    // ------------------------------------------------------------------ what is asked for

    private void made() {
        var operation = GATEWAY.command(server, Commands.provision("web-01"));
        answer(backup.awaitTold(server, ProtectServer.class), TurnOutcome.SUCCEEDED, null);
        GATEWAY.endOf(operation);
    }

    private void failOnce(String problem) {
        SERVICE.hypervisor().script(server, execution -> {
            SERVICE.hypervisor().goOn(server);
            throw HypervisorFailure.permanent(problem, "It can't be", "for a reason", null);
        });
    }

    private RestoreServer restore(RestoreTarget target) {
        return new RestoreServer(
                point, target, Commands.spec("web-01", OnFailure.ROLLBACK), true, List.of(), null, null);
    }

    private VerifyBackup verify() {
        return new VerifyBackup(point, Commands.spec("web-01", OnFailure.KEEP), List.of(), null, null);
    }

    private void locate() {
        var told = backup.awaitTold(server, LocateBackup.class);
        assertThat(((LocateBackup) told.message()).backup()).isEqualTo(point);
        answer(told, TurnOutcome.SUCCEEDED, ARCHIVE);
    }

    private void answer(Heard told, TurnOutcome outcome, @Nullable BackupArchive archive) {
        var turn = turnOf(told);
        backup.answer(
                server,
                new TurnAnswered(
                        turn, outcome, "Answered", "it says so", null, List.of(), Map.of(), archive, turn.firstLine()));
    }

    private static HandedTurn turnOf(Heard told) {
        return ((TurnCommand) told.message()).turn();
    }

    private List<ServerRestored> restored() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> GATEWAY.events(ServerRestored.class).stream()
                        .anyMatch(event -> event.server().id().equals(server)));
        return GATEWAY.events(ServerRestored.class).stream()
                .filter(event -> event.server().id().equals(server))
                .toList();
    }
}
