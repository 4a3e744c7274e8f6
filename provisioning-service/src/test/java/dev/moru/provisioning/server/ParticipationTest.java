package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.turn.Participant;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnSkipped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Config, monitoring and backup take part in turns. */
class ParticipationTest {

    @Test
    void handsACreationToEachParticipantInTurn() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);
        var operation = walk.accepted.get(0);
        assertThat(walk.of(ServerProvisioned.class)).hasSize(1);
        assertThat(parts(walk)).containsExactly(Part.CONFIGURE);

        walk.answered(TurnOutcome.SUCCEEDED);
        assertThat(parts(walk)).containsExactly(Part.CONFIGURE, Part.WATCH);
        walk.answered(TurnOutcome.SUCCEEDED);
        walk.answered(TurnOutcome.SKIPPED);

        var end = walk.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(steps(end)).hasSize(6).endsWith("configure SUCCEEDED", "watch SUCCEEDED", "protect SKIPPED");
        assertThat(walk.of(ServerProvisioned.class)).hasSize(1);
        assertThat(conditions(walk)).contains("Configured true", "Watched true").doesNotContain("Protected true");
    }

    @Test
    void leavesOutTheStepsOfParticipantsThatAreNotThere() {
        var walk = new ServerWalk();
        walk.participants = Set.of(Participant.MONITORING);

        walk.ask(ServerWalk.create(OnFailure.KEEP));

        assertThat(walk.state.firstTurn().orElseThrow().operation().steps())
                .extracting(Step::name)
                .containsExactly("reserve", "clone", "boot", "watch");
    }

    @Test
    void configuresAServerWhoseRolesHaveChanged() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.values());
        var variables = Map.of("web", Map.<String, Object>of("web_port", 8080));
        var change = new ServerChange(null, null, null, null, null, null, List.of("web"), variables, null);

        var operation = walk.ask(new TurnRequest.Update(change, ApplyMode.LIVE));
        walk.succeeded();
        assertThat(parts(walk)).containsExactly(Part.CONFIGURE);
        assertThat(walk.orders.get(0).turn().request()).isInstanceOf(TurnRequest.Update.class);
        walk.answered(TurnOutcome.FAILED);

        var end = walk.endOf(operation);
        assertThat(steps(end.operation())).hasSize(2).endsWith("configure FAILED");
        assertThat(end.spec().roles()).containsExactly("web");
        assertThat(end.spec().roleVariables()).isEqualTo(variables);
    }

    @Test
    void putsAServerUnderAPolicyAndTakesItOff() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.values());

        var on = walk.ask(new TurnRequest.Update(policy("daily"), ApplyMode.LIVE));
        walk.succeeded();
        assertThat(parts(walk)).containsExactly(Part.PROTECT);
        assertThat(walk.state.server().spec().backupPolicy()).isEqualTo("daily");
        walk.answered(TurnOutcome.SUCCEEDED);
        assertThat(walk.endOf(on).spec().backupPolicy()).isEqualTo("daily");
        assertThat(conditions(walk)).contains("Protected true");

        var off = walk.ask(new TurnRequest.Update(policy(""), ApplyMode.LIVE));
        walk.succeeded();
        walk.answered(TurnOutcome.SKIPPED);
        assertThat(walk.endOf(off).spec().backupPolicy()).isNull();
        assertThat(conditions(walk)).contains("Protected false");
    }

    private static ServerChange policy(String name) {
        return new ServerChange(null, null, null, null, null, null, null, null, name);
    }

    @Test
    void leavesTheOthersAloneWhenAChangeIsOfNoRole() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.values());

        walk.ask(ServerWalk.moreCores());
        walk.succeeded();

        assertThat(walk.orders).isEmpty();
    }

    @Test
    void refusesToConfigureWhereNobodyDoes() {
        var walk = ServerWalk.ready();

        var operation = walk.ask(new TurnRequest.Configure(false));

        assertThat(walk.endOf(operation).operation().error().type()).endsWith("/participant-absent");
    }

    @Test
    void keepsAServerThatCouldNotBeConfigured() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);

        walk.answered(TurnOutcome.FAILED);

        var end = walk.endOf(walk.accepted.get(0));
        assertThat(end.operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(end.kept()).isTrue();
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.READY);
        assertThat(conditions(walk)).contains("Configured false");
    }

    @Test
    void configuresAgainWhatWasKeptWithoutMakingItAnew() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);
        walk.answered(TurnOutcome.FAILED);
        walk.work.clear();

        var retry = walk.retry(ServerWalk.create(OnFailure.KEEP), walk.accepted.get(0));
        assertThat(walk.work).isEmpty();
        Stream.of(Part.CONFIGURE, Part.WATCH, Part.PROTECT).forEach(part -> walk.answered(TurnOutcome.SUCCEEDED));

        assertThat(walk.endOf(retry).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(steps(walk.endOf(retry).operation())).startsWith("reserve SKIPPED", "clone SKIPPED", "boot SKIPPED");
    }

    @Test
    void removesAServerThatCouldNotBeConfiguredWhenThatWasAsked() {
        var walk = ServerWalk.configuring(OnFailure.ROLLBACK);
        walk.work.clear();

        walk.answered(TurnOutcome.FAILED);
        assertThat(walk.work).containsExactly(new TurnWork(1, TurnWork.Phase.COMPENSATE));
        walk.tell(new ServerMessage.RolledBack(1));

        var end = walk.endOf(walk.accepted.get(0));
        assertThat(end.operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(end.kept()).isFalse();
    }

    @Test
    void warnsOfAServerThatCouldNotBeWatchedAndGoesOn() {
        var walk = ServerWalk.configuring(OnFailure.ROLLBACK);
        walk.answered(TurnOutcome.SUCCEEDED);

        walk.answered(TurnOutcome.FAILED);
        walk.answered(TurnOutcome.SUCCEEDED);

        var end = walk.endOf(walk.accepted.get(0)).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.warnings()).containsExactly("watch: answered FAILED");
        assertThat(conditions(walk)).contains("Watched false");
    }

    @Test
    void cancelsOnlyWhenTheParticipantHasStopped() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);
        walk.work.clear();
        var operation = walk.accepted.get(0);

        walk.tell(new ServerMessage.CancelRequested(operation));
        assertThat(walk.orders.get(1)).isInstanceOf(PartOrder.Recall.class);
        assertThat(walk.ends()).isEmpty();
        walk.answered(TurnOutcome.STOPPED);
        walk.tell(new ServerMessage.RolledBack(1));

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(walk.endOf(operation).kept()).isFalse();
    }

    @Test
    void removesTheBackupsOfADeletedServerOnlyWhereThatWasAskedFor() {
        var keeping = ServerWalk.ready();
        keeping.participants = Set.of(Participant.BACKUP);
        keeping.ask(new TurnRequest.Delete(BackupsOnDelete.KEEP));
        keeping.tell(ServerWalk.succeeded(keeping.turn(), new TurnRequest.Delete(null)));
        var removing = ServerWalk.ready();
        removing.participants = Set.of(Participant.BACKUP);
        var operation = removing.ask(new TurnRequest.Delete(BackupsOnDelete.DELETE));
        removing.tell(ServerWalk.succeeded(removing.turn(), new TurnRequest.Delete(null)));

        assertThat(keeping.orders).isEmpty();
        assertThat(removing.orders).singleElement().returns(Part.REMOVE_BACKUPS, PartOrder::part);
        removing.answered(TurnOutcome.SUCCEEDED);
        assertThat(removing.endOf(operation).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(removing.endOf(operation).kept()).isFalse();
    }

    @Test
    void refusesACancelThatCameAfterTheLastPart() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.BACKUP);
        var operation = walk.ask(new TurnRequest.BackUp(UUID.randomUUID(), null, null));
        walk.tell(new ServerMessage.CancelRequested(operation));

        walk.answered(TurnOutcome.SUCCEEDED);

        var end = walk.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.cancel()).isEqualTo(CancelState.REFUSED);
    }

    @Test
    void grantsTheNextTurnOnlyAfterTheAnswerEvenIfTheOperationHasEnded() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.values());
        var backup = walk.ask(new TurnRequest.BackUp(UUID.randomUUID(), null, null));
        walk.now = walk.state.firstTurn().orElseThrow().operation().deadlineAt();
        walk.tell(new ServerMessage.TimePassed());
        walk.pass(Turn.GRACE);
        assertThat(walk.endOf(backup).operation().state()).isEqualTo(OperationState.TIMED_OUT);
        var reboot = walk.ask(ServerWalk.reboot());
        walk.pass(Duration.ofSeconds(2));
        assertThat(walk.work).isEmpty();
        assertThat(walk.lastReport().steps().get(0).waitingFor()).contains("behind server.backup");

        walk.answered(TurnOutcome.EXPIRED);

        assertThat(walk.work).containsExactly(new TurnWork(walk.turn(), TurnWork.Phase.PERFORM));
        assertThat(walk.state.turnOf(reboot)).isPresent();
    }

    @Test
    void deletesWithoutWaitingForConfigurationButWaitsForABackup() {
        var configuring = ServerWalk.ready();
        configuring.participants = Set.of(Participant.values());
        configuring.ask(new TurnRequest.Configure(false));
        configuring.ask(ServerWalk.delete());
        assertThat(configuring.work).hasSize(1);

        var backingUp = ServerWalk.ready();
        backingUp.participants = Set.of(Participant.values());
        backingUp.ask(new TurnRequest.BackUp(UUID.randomUUID(), null, null));
        backingUp.ask(ServerWalk.delete());
        assertThat(backingUp.work).isEmpty();
        backingUp.answered(TurnOutcome.STOPPED);
        assertThat(backingUp.work).hasSize(1);
    }

    @Test
    void ignoresAndCountsAnswersToTurnsThatNobodyHas() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);
        var first = walk.state.firstTurn().orElseThrow();
        walk.answered(TurnOutcome.SUCCEEDED);
        var before = walk.state;

        walk.tell(ServerWalk.answer(first, TurnOutcome.FAILED));

        assertThat(walk.last.strayAnswer()).isTrue();
        assertThat(walk.state).isEqualTo(before);
    }

    @Test
    void tellsParticipantsAgainAfterARestoreAndNobodyElse() {
        var handed = ServerWalk.configuring(OnFailure.KEEP);
        handed.tell(new ServerMessage.Restored());
        assertThat(handed.last.orders()).containsExactly(handed.orders.get(0));
        assertThat(handed.last.events()).isEmpty();

        handed.tell(new ServerMessage.CancelRequested(handed.accepted.get(0)));
        handed.tell(new ServerMessage.Restored());
        assertThat(handed.last.orders()).singleElement().isInstanceOf(PartOrder.Recall.class);

        handed.answered(TurnOutcome.STOPPED);
        handed.tell(new ServerMessage.Restored());
        assertThat(handed.last.orders()).isEmpty();
    }

    @Test
    void asksAnAbandonedTurnBackAfterARestore() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);
        walk.now = walk.state.firstTurn().orElseThrow().operation().deadlineAt();
        walk.tell(new ServerMessage.TimePassed());
        walk.pass(Turn.GRACE);

        walk.tell(new ServerMessage.Restored());

        assertThat(walk.stage()).isEqualTo(TurnStage.ABANDONED);
        assertThat(walk.last.orders()).singleElement().isInstanceOf(PartOrder.Recall.class);
    }

    @Test
    void numbersLinesBehindThoseOfTheParticipant() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);

        walk.answered(TurnOutcome.SUCCEEDED);

        assertThat(walk.state.firstTurn().orElseThrow().logged()).isEqualTo(3);
    }

    @Test
    void grantsATurnFromInsideOrSaysWhyNot() {
        var walk = ServerWalk.ready();
        walk.participants = Set.of(Participant.BACKUP);
        var policy = UUID.randomUUID();
        walk.want(new TurnRequest.BackUp(UUID.randomUUID(), policy, null));
        assertThat(parts(walk)).containsExactly(Part.BACK_UP);
        walk.want(new TurnRequest.BackUp(UUID.randomUUID(), policy, null));

        walk.want(new TurnRequest.BackUp(UUID.randomUUID(), policy, null));
        assertThat(walk.of(TurnSkipped.class))
                .extracting(TurnSkipped::reason)
                .containsExactly("the same waits already");
        walk.ask(ServerWalk.delete());
        walk.want(new TurnRequest.BackUp(UUID.randomUUID(), policy, null));

        assertThat(walk.of(TurnSkipped.class))
                .extracting(TurnSkipped::reason)
                .containsExactly("the same waits already", "the server is being deleted");
    }

    private static List<Part> parts(ServerWalk walk) {
        return walk.orders.stream().map(PartOrder::part).toList();
    }

    private static List<String> steps(Operation operation) {
        return operation.steps().stream()
                .map(step -> step.name() + " " + step.state())
                .toList();
    }

    private static List<String> conditions(ServerWalk walk) {
        return walk.state.server().status().conditions().stream()
                .map(each -> each.type() + " " + each.status())
                .toList();
    }
}
