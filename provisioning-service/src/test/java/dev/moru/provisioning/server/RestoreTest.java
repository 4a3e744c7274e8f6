package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerRestored;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Backups are brought back: to the server itself, to a new one, and to a machine that nobody hears of. */
class RestoreTest {

    private final ServerWalk walk = new ServerWalk();

    // ------------------------------------------------------------------ in place

    @Test
    void asksWhereTheBackupLiesBeforeItOverwritesTheServer() {
        var ready = readyServer();
        var operation = ready.ask(ServerWalk.restore());
        assertThat(ready.orders).singleElement().returns(Part.LOCATE, PartOrder::part);
        assertThat(ready.work).isEmpty();

        ready.answered(TurnOutcome.SUCCEEDED);
        assertThat(ready.work).containsExactly(new TurnWork(ready.turn(), TurnWork.Phase.PERFORM));
        assertThat(ready.state
                        .firstTurn()
                        .orElseThrow()
                        .request()
                        .restoration()
                        .orElseThrow()
                        .located())
                .isEqualTo(ServerWalk.ARCHIVE);
        assertThat(ready.state.server().status().phase()).isEqualTo(ServerPhase.UPDATING);

        ready.succeeded();

        assertThat(ready.endOf(operation).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(ready.endOf(operation).operation().kind()).isEqualTo("server.restore");
        assertThat(ready.of(ServerRestored.class)).singleElement().returns(ServerWalk.BACKUP, ServerRestored::backup);
        assertThat(ready.state.server().status().phase()).isEqualTo(ServerPhase.READY);
    }

    @Test
    void leavesAServerAsItIsWhenThereIsNoSuchBackup() {
        var ready = readyServer();
        var operation = ready.ask(ServerWalk.restore());

        ready.answered(TurnOutcome.FAILED);

        assertThat(ready.endOf(operation).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(ready.work).isEmpty();
        assertThat(ready.state.server().status().phase()).isEqualTo(ServerPhase.READY);
    }

    @Test
    void refusesWhatNobodyHereKnowsBackupsFor() {
        var ready = ServerWalk.ready();
        ready.participants = Set.of(Participant.CONFIG);

        var operation = ready.ask(ServerWalk.restore());

        assertThat(ready.endOf(operation).operation().error().type()).endsWith("participant-absent");
    }

    @Test
    void overwritesNothingThatWasCancelledWhileTheBackupWasLookedFor() {
        var ready = readyServer();
        var operation = ready.ask(ServerWalk.restore());
        ready.tell(new ServerMessage.CancelRequested(operation));

        ready.answered(TurnOutcome.SUCCEEDED);

        assertThat(ready.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(ready.work).isEmpty();
    }

    @Test
    void refusesACancelThatCameWhenTheServerWasOverwritten() {
        var ready = readyServer();
        var operation = ready.ask(ServerWalk.restore());
        ready.answered(TurnOutcome.SUCCEEDED);
        ready.tell(new ServerMessage.CancelRequested(operation));

        ready.succeeded();

        var end = ready.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.cancelReason()).isEqualTo("it was done before it could be stopped");
    }

    // ------------------------------------------------------------------ to a new server

    @Test
    void makesANewServerOfABackup() {
        var operation = locating(ServerWalk.restoreToNew(OnFailure.ROLLBACK));
        walk.answered(TurnOutcome.SUCCEEDED);
        assertThat(walk.stage()).isEqualTo(TurnStage.RESERVING);
        walk.reserved();
        walk.succeeded();
        walk.answered(TurnOutcome.SUCCEEDED);
        walk.answered(TurnOutcome.SUCCEEDED);

        var end = walk.endOf(operation);
        assertThat(end.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.operation().kind()).isEqualTo("server.restore");
        assertThat(end.kept()).isTrue();
        assertThat(end.operation().steps())
                .extracting(Step::name)
                .containsExactly("locate", "reserve", "restore", "boot", "watch", "protect");
        assertThat(walk.of(ServerRestored.class)).hasSize(1);
        assertThat(walk.of(ServerProvisioned.class)).isEmpty();
        assertThat(walk.state.isProvisioned()).isTrue();
    }

    @Test
    void leavesNothingOfANewServerThatCouldNotBeRestored() {
        var operation = locating(ServerWalk.restoreToNew(OnFailure.ROLLBACK));
        walk.answered(TurnOutcome.SUCCEEDED);
        walk.reserved();
        walk.failed();
        assertThat(walk.stage()).isEqualTo(TurnStage.COMPENSATING);

        walk.tell(new ServerMessage.RolledBack(walk.turn()));

        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(walk.endOf(operation).kept()).isFalse();
        assertThat(walk.of(ServerProvisioningFailed.class))
                .singleElement()
                .returns(false, ServerProvisioningFailed::kept);
    }

    @Test
    void endsANewServerWhoseBackupIsGone() {
        var operation = locating(ServerWalk.restoreToNew(OnFailure.KEEP));

        walk.answered(TurnOutcome.FAILED);

        assertThat(walk.endOf(operation).kept()).isFalse();
        assertThat(walk.state.isThere()).isFalse();
    }

    // ------------------------------------------------------------------ to see whether it can be brought back

    @Test
    void triesABackupOnAMachineThatNobodyHearsOf() {
        var operation = tried();
        walk.succeeded();
        assertThat(walk.stage()).isEqualTo(TurnStage.COMPENSATING);
        assertThat(walk.ends()).isEmpty();

        walk.tell(new ServerMessage.RolledBack(walk.turn()));

        var end = walk.endOf(operation);
        assertThat(end.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.operation().kind()).isEqualTo("backup.verify");
        assertThat(end.kept()).isFalse();
        assertThat(states(end.operation())).endsWith("destroy SUCCEEDED");
        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.of(ServerEvent.class)).isEmpty();
    }

    @Test
    void removesTheMachineThatDidNotComeUp() {
        var operation = tried();
        walk.failed();

        walk.tell(new ServerMessage.RolledBack(walk.turn()));

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(walk.endOf(operation).operation().error().detail()).isEqualTo("the disk is full");
        assertThat(walk.of(ServerEvent.class)).isEmpty();
    }

    @Test
    void removesTheMachineOfATrialThatIsCancelled() {
        var operation = tried();
        walk.tell(new ServerMessage.CancelRequested(operation));
        walk.stopped();

        walk.tell(new ServerMessage.RolledBack(walk.turn()));

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void leavesAMachineThatCannotBeRemovedNowToTheReconciler() {
        var operation = tried();
        walk.succeeded();

        walk.tell(new ServerMessage.RollBackFailed(walk.turn(), "the guest is locked"));

        var end = walk.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.cleanup()).isEqualTo(CleanupState.PENDING);
        assertThat(walk.last.cleanupLeft()).isTrue();
        assertThat(walk.state.reservation()).isNotNull();
    }

    @Test
    void leavesAMachineToTheReconcilerWhenATrialOutlivesItsTime() {
        var operation = tried();
        walk.pass(Duration.ofHours(7));
        walk.pass(Turn.GRACE);

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(walk.endOf(operation).operation().cleanup()).isEqualTo(CleanupState.PENDING);
    }

    // ------------------------------------------------------------------ how far it is

    private static ServerWalk readyServer() {
        var ready = ServerWalk.ready();
        ready.participants = Set.of(Participant.values());
        return ready;
    }

    private UUID locating(TurnRequest request) {
        walk.participants = Set.of(Participant.values());
        return walk.ask(request);
    }

    private UUID tried() {
        var operation = locating(ServerWalk.verify());
        walk.answered(TurnOutcome.SUCCEEDED);
        walk.reserved();
        return operation;
    }

    private static List<String> states(Operation operation) {
        return operation.steps().stream()
                .map(step -> step.name() + " " + step.state())
                .toList();
    }
}
