package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerRebooted;
import dev.moru.contracts.server.ServerUnreachable;
import dev.moru.contracts.server.ServerUpdated;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ServerProcessTest {

    @Test
    void makesAServerInTheOrderReserveCloneBoot() {
        var walk = new ServerWalk();

        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        assertThat(walk.work).containsExactly(new TurnWork(1, TurnWork.Phase.RESERVE));
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.CREATING);

        walk.reserved();
        assertThat(walk.last.work()).containsExactly(new TurnWork(1, TurnWork.Phase.PERFORM));

        walk.tell(new ServerMessage.StepsMoved(
                1, new EffectNews(List.of(StepReport.running("clone", 0.5, "half way")), List.of())));
        assertThat(walk.lastReport().progress()).isEqualTo(0.5);

        walk.succeeded();
        var end = walk.endOf(operation);
        assertThat(end.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.operation().progress()).isEqualTo(1);
        assertThat(end.operation().simulated()).isTrue();
        assertThat(end.kept()).isTrue();
        assertThat(walk.of(ServerProvisioned.class)).hasSize(1);
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.READY);
    }

    @Test
    void tellsOfARebootNothingButItsEnd() {
        var walk = ServerWalk.ready();

        walk.ask(ServerWalk.reboot());
        assertThat(walk.events).isEmpty();

        walk.succeeded();
        assertThat(walk.events).hasExactlyElementsOfTypes(ServerRebooted.class, OperationEnded.class);
    }

    @Test
    void grantsTurnsOneAtATimeInTheOrderOfAcceptance() {
        var walk = ServerWalk.ready();

        var first = walk.ask(ServerWalk.reboot());
        var second = walk.ask(ServerWalk.moreCores());
        assertThat(walk.work).hasSize(1);

        walk.succeeded();
        assertThat(walk.endOf(first).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(walk.work).hasSize(2);

        walk.succeeded();
        assertThat(walk.endOf(second).spec().cores()).isEqualTo(8);
        assertThat(walk.of(ServerUpdated.class)).hasSize(1);
    }

    @Test
    void tellsWhatATurnWaitsForAfterASecond() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());
        var second = walk.ask(ServerWalk.reboot());

        walk.pass(Duration.ofSeconds(2));

        assertThat(walk.lastReport().id()).isEqualTo(second);
        assertThat(walk.lastReport().steps().get(0).waitingFor()).startsWith("its turn, behind server.reboot");
        walk.events.clear();
        walk.pass(Duration.ofSeconds(2));
        assertThat(walk.events).isEmpty();
    }

    @Test
    void waitsVisiblyForConfigurationThatIsNotApplied() {
        var walk = new ServerWalk();
        walk.networkIsApplied = false;

        walk.ask(ServerWalk.create(OnFailure.ROLLBACK), List.of(ServerWalk.NETWORK), null, true);
        assertThat(walk.lastReport().steps().get(0).waitingFor()).isEqualTo("network default, revision 3");
        assertThat(walk.work).isEmpty();

        walk.networkIsApplied = true;
        walk.tell(new ServerMessage.ConfigurationMoved());
        assertThat(walk.work).containsExactly(new TurnWork(1, TurnWork.Phase.RESERVE));
    }

    @Test
    void holdsAChildUntilItsBulkOperationReleasesIt() {
        var walk = ServerWalk.ready();

        var child = walk.ask(ServerWalk.reboot(), List.of(), ServerWalk.BULK, false);
        assertThat(walk.work).isEmpty();

        walk.now = walk.now.plus(Duration.ofHours(3));
        walk.tell(new ServerMessage.ChildReleased(child));
        assertThat(walk.work).hasSize(1);
        assertThat(walk.state.firstTurn().orElseThrow().operation().deadlineAt())
                .isEqualTo(walk.now.plus(Duration.ofMinutes(5)));
    }

    @Test
    void removesWhatAFailedCreationMade() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reserved();

        walk.failed();
        assertThat(walk.last.work()).containsExactly(new TurnWork(1, TurnWork.Phase.COMPENSATE));
        assertThat(walk.ends()).isEmpty();

        walk.tell(new ServerMessage.RolledBack(1));
        assertThat(walk.last.freed()).isTrue();
        var end = walk.endOf(operation);
        assertThat(end.operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(end.operation().error().detail()).isEqualTo("the disk is full");
        assertThat(end.kept()).isFalse();
        assertThat(walk.of(ServerProvisioningFailed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.kept()).isFalse());
    }

    @Test
    void keepsAFailedServerWhenThatWasAsked() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.reserved();

        walk.failed();

        assertThat(walk.endOf(operation).kept()).isTrue();
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.FAILED);
        assertThat(walk.state.reservation()).isNotNull();
    }

    @Test
    void retriesAKeptServerFromWhereItFailed() {
        var walk = new ServerWalk();
        walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.reserved();
        walk.failed();

        var retry = walk.ask(ServerWalk.create(OnFailure.KEEP));
        assertThat(walk.last.work()).containsExactly(new TurnWork(2, TurnWork.Phase.PERFORM));

        walk.succeeded();
        var end = walk.endOf(retry);
        assertThat(end.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.operation().steps().get(0).state()).isEqualTo(StepState.SKIPPED);
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.READY);
    }

    @Test
    void endsACreationThatCouldReserveNothing() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.KEEP));

        walk.failed();

        assertThat(walk.endOf(operation).kept()).isFalse();
        assertThat(walk.state.isThere()).isFalse();
    }

    @Test
    void cancelsAWaitingTurnAtOnce() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());
        var waiting = walk.ask(ServerWalk.reboot());

        walk.tell(new ServerMessage.CancelRequested(waiting));

        assertThat(walk.endOf(waiting).operation().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void cancelsARunningTurnOnlyWhenItsEffectHasStopped() {
        var walk = ServerWalk.ready();
        var operation = walk.ask(ServerWalk.reboot());

        walk.tell(new ServerMessage.CancelRequested(operation));
        assertThat(walk.last.stopWork()).isTrue();
        assertThat(walk.lastReport().cancel()).isEqualTo(CancelState.REQUESTED);
        assertThat(walk.ends()).isEmpty();

        walk.stopped();
        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
    }

    @Test
    void cancelsACreationOfWhichNothingHasBegunWithoutAskingTheSite() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.reserved();
        walk.tell(new ServerMessage.CancelRequested(operation));

        walk.notBegun();

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(walk.endOf(operation).kept()).isFalse();
        assertThat(walk.last.work()).isEmpty();
        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.state.reservation()).isNull();
    }

    @Test
    void removesTheServerOfACancelledRetryOfWhichNothingHasBegun() {
        var walk = new ServerWalk();
        walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.reserved();
        walk.failed();
        var retry = walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.tell(new ServerMessage.CancelRequested(retry));

        walk.notBegun();

        assertThat(walk.last.work()).containsExactly(new TurnWork(2, TurnWork.Phase.COMPENSATE));
        assertThat(walk.last.freed()).isFalse();
    }

    @Test
    void removesTheGuestThatACancelledCreationMadeBeforeARestore() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reservedMadeBefore();
        walk.tell(new ServerMessage.CancelRequested(operation));

        walk.notBegun();

        assertThat(walk.last.work()).containsExactly(new TurnWork(1, TurnWork.Phase.COMPENSATE));
        assertThat(walk.last.freed()).isFalse();
    }

    @Test
    void leavesToTheReconcilerTheGuestThatAnAbandonedCreationMadeBeforeARestore() {
        var walk = new ServerWalk();
        walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reservedMadeBefore();
        walk.pass(Duration.ofHours(1));
        walk.pass(Turn.GRACE);

        walk.notBegun();

        assertThat(walk.last.freed()).isFalse();
        assertThat(walk.state.cleanup()).isNotNull();
        assertThat(walk.state.turns()).isEmpty();
    }

    @Test
    void freesAnAbandonedCreationOfWhichNothingHasBegun() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.pass(Duration.ofHours(1));
        walk.pass(Turn.GRACE);
        assertThat(walk.endOf(operation).operation().cleanup()).isEqualTo(CleanupState.PENDING);

        walk.notBegun();

        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.state.turns()).isEmpty();
    }

    @Test
    void goesOnWithTheRollBackOfAnAbandonedCreation() {
        var walk = ServerWalk.rollingBack();
        var operation = walk.accepted.get(0);

        walk.pass(Duration.ofHours(1));
        assertThat(walk.endOf(operation).operation().cleanup()).isEqualTo(CleanupState.PENDING);
        assertThat(walk.last.stopWork()).isFalse();
        assertThat(walk.last.freed()).isFalse();

        walk.tell(new ServerMessage.RolledBack(1));
        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.of(OperationCleaned.class)).hasSize(1);
        assertThat(walk.state.turns()).isEmpty();
    }

    @Test
    void leavesToTheReconcilerAnAbandonedCreationThatCannotBeRolledBack() {
        var walk = ServerWalk.rollingBack();
        walk.pass(Duration.ofHours(1));

        walk.tell(new ServerMessage.RollBackFailed(1, "the guest is locked"));

        assertThat(walk.last.freed()).isFalse();
        assertThat(walk.of(OperationCleaned.class)).isEmpty();
        assertThat(walk.state.cleanup()).isNotNull();
        assertThat(walk.state.turns()).isEmpty();
    }

    @Test
    void keepsWhatIsLeftToTheReconcilerWhenAnotherCreationIsRefused() {
        var walk = ServerWalk.rollingBack();
        walk.tell(new ServerMessage.RollBackFailed(1, "the guest is locked"));

        walk.ask(ServerWalk.create(OnFailure.ROLLBACK));

        assertThat(walk.last.freed()).isFalse();
        assertThat(walk.of(OperationCleaned.class)).isEmpty();
        assertThat(walk.state.reservation()).isNotNull();
    }

    @Test
    void removesWhatACancelledCreationMadeEvenIfFailuresAreKept() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.KEEP));
        walk.reserved();
        walk.tell(new ServerMessage.CancelRequested(operation));

        walk.stopped();
        assertThat(walk.last.work()).containsExactly(new TurnWork(1, TurnWork.Phase.COMPENSATE));
        walk.tell(new ServerMessage.RolledBack(1));

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(walk.endOf(operation).kept()).isFalse();
    }

    @Test
    void refusesACancelThatIsTooLate() {
        var walk = ServerWalk.ready();
        var operation = walk.ask(ServerWalk.reboot());
        walk.tell(new ServerMessage.CancelRequested(operation));

        walk.succeeded();

        var end = walk.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(end.cancel()).isEqualTo(CancelState.REFUSED);
        assertThat(end.cancelReason()).isNotEmpty();
    }

    @Test
    void refusesToCancelARollBack() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.failed();

        walk.tell(new ServerMessage.CancelRequested(operation));

        assertThat(walk.lastReport().cancel()).isEqualTo(CancelState.REFUSED);
        assertThat(walk.last.stopWork()).isFalse();
    }

    @Test
    void deletesInFrontOfEverybodyElse() {
        var walk = ServerWalk.ready();
        var running = walk.ask(ServerWalk.reboot());
        var waiting = walk.ask(ServerWalk.moreCores());

        var delete = walk.ask(ServerWalk.delete());
        assertThat(walk.endOf(waiting).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(walk.last.stopWork()).isTrue();

        walk.stopped();
        assertThat(walk.endOf(running).operation().state()).isEqualTo(OperationState.CANCELLED);

        walk.succeeded();
        assertThat(walk.endOf(delete).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(walk.endOf(delete).kept()).isFalse();
        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.of(ServerDeleted.class)).hasSize(1);
    }

    @Test
    void deletesAServerOfWhichNothingWasMade() {
        var walk = new ServerWalk();
        var create = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        var delete = walk.ask(ServerWalk.delete());

        walk.stopped();

        assertThat(walk.endOf(create).operation().state()).isEqualTo(OperationState.CANCELLED);
        assertThat(walk.endOf(delete).operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(walk.endOf(delete).kept()).isFalse();
    }

    @Test
    void refusesWhatComesAfterTheDelete() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.delete());
        var late = walk.ask(ServerWalk.reboot());

        walk.succeeded();

        assertThat(walk.endOf(late).operation().error().type()).endsWith("server-gone");
    }

    @Test
    void endsAWaitingTurnAtItsDeadline() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.moreCores());
        var waiting = walk.ask(ServerWalk.reboot());

        walk.pass(Duration.ofMinutes(5));

        assertThat(walk.endOf(waiting).operation().state()).isEqualTo(OperationState.TIMED_OUT);
    }

    @Test
    void doesNotBeginWhatHasExpired() {
        var walk = ServerWalk.ready();

        var expired = walk.askLate(ServerWalk.reboot());

        assertThat(walk.endOf(expired).operation().state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(walk.work).isEmpty();
    }

    @Test
    void endsAnOperationWhoseEffectDoesNotAnswerButKeepsItsTurn() {
        var walk = ServerWalk.ready();
        var operation = walk.ask(ServerWalk.reboot());
        var next = walk.ask(ServerWalk.moreCores());
        walk.pass(Duration.ofMinutes(5));
        assertThat(walk.last.stopWork()).isTrue();

        walk.pass(Turn.GRACE);
        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(walk.work).hasSize(1);

        walk.stopped();
        assertThat(walk.work).hasSize(2);
        walk.succeeded();
        assertThat(walk.endOf(next).operation().state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void leavesToTheReconcilerWhatASiteDoesNotLetItRemove() {
        var walk = new ServerWalk();
        var operation = walk.ask(ServerWalk.create(OnFailure.ROLLBACK));
        walk.reserved();
        walk.pass(Duration.ofMinutes(30));

        walk.tell(new ServerMessage.EffectUnanswered(1, "connection refused"));
        var end = walk.endOf(operation).operation();
        assertThat(end.state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(end.cleanup()).isEqualTo(CleanupState.PENDING);
        assertThat(walk.last.freed()).isFalse();
        assertThat(walk.last.cleanupLeft()).isTrue();

        walk.tell(new ServerMessage.CleanedUp());
        assertThat(walk.last.freed()).isTrue();
        assertThat(walk.of(OperationCleaned.class))
                .singleElement()
                .satisfies(event -> assertThat(event.operation().cleanup()).isEqualTo(CleanupState.DONE));
    }

    @Test
    void acceptsADeleteThatHappenedAfterItsDeadline() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.delete());
        walk.pass(Duration.ofMinutes(15));
        walk.pass(Turn.GRACE);
        assertThat(walk.ends())
                .singleElement()
                .satisfies(end -> assertThat(end.kept()).isTrue());

        walk.succeeded();

        assertThat(walk.of(ServerDeleted.class)).hasSize(1);
        assertThat(walk.state.isThere()).isFalse();
    }

    @Test
    void ignoresResultsOfOtherTurns() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());
        var before = walk.state;

        walk.tell(ServerWalk.succeeded(1, ServerWalk.reboot()));
        walk.tell(ServerWalk.failed(7));
        walk.tell(walk.reserved(walk.turn()));

        assertThat(walk.state).isEqualTo(before);
        assertThat(walk.events).isEmpty();
    }

    @Test
    void endsTheOperationOfALostCommandOnce() {
        var walk = new ServerWalk();
        var operation = UUID.randomUUID();
        var document = walk.document(operation, ServerWalk.create(OnFailure.ROLLBACK), null);

        walk.tell(new ServerMessage.CommandLost(document, "the body is no JSON"));
        walk.tell(new ServerMessage.TurnRequested(ServerWalk.create(OnFailure.ROLLBACK), List.of(), document, true));

        assertThat(walk.endOf(operation).operation().state()).isEqualTo(OperationState.FAILED);
        assertThat(walk.work).isEmpty();
    }

    @Test
    void numbersTheLinesOfALogWithoutGaps() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());
        var line = new EffectNews.Line(walk.now, "boot", "out", "hello");

        walk.tell(new ServerMessage.StepsMoved(walk.turn(), new EffectNews(List.of(), List.of(line, line))));
        walk.tell(new ServerMessage.StepsMoved(walk.turn(), new EffectNews(List.of(), List.of(line))));

        assertThat(walk.of(LogAppended.class)
                        .flatMap(log -> log.lines().stream())
                        .map(LogLine::n))
                .containsExactly(0L, 1L, 2L);
        assertThat(walk.of(OperationProgressed.class)).isEmpty();
    }

    @Test
    void showsThatTheSiteIsAwayAndThatItTriesAgain() {
        var walk = ServerWalk.ready();
        walk.ask(ServerWalk.reboot());

        walk.tell(new ServerMessage.EffectObstructed(
                walk.turn(), "connection refused", "site lab to answer, next try in 2 s", EffectNews.NONE));

        Step step = walk.lastReport().steps().get(0);
        assertThat(step.waitingFor()).contains("site lab");
        assertThat(step.message()).isEqualTo("connection refused");
        assertThat(step.attempt()).isEqualTo(1);
    }

    @Test
    void reportsAServerThatMovedDriftedOrWasLost() {
        var walk = ServerWalk.ready();

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestSeen(walk.now, "node2", "running", null, List.of()));
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerMoved.class);

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestSeen(walk.now, "node2", "running", null, List.of("4 cores instead of 2")));
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerDrifted.class);

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestSeen(walk.now, "node2", "running", null, List.of("4 cores instead of 2")));
        assertThat(walk.last.events()).isEmpty();

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestMissing(walk.now));
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerLost.class);

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestSeen(walk.now, "node2", "stopped", null, List.of()));
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerObserved.class);
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.STOPPED);
    }

    @Test
    void countsAsUnreachableWhileNobodyCanSayHowItIs() {
        var walk = ServerWalk.ready();

        see(walk, "unknown");
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerUnreachable.class);
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.UNREACHABLE);
        assertThat(conditionsOf(walk)).contains("Reachable false NodeAway");
        see(walk, "unknown");
        assertThat(walk.last.events()).isEmpty();

        see(walk, "running");
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerObserved.class);
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.READY);
        assertThat(conditionsOf(walk)).contains("Reachable true Seen");

        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.SiteSilent(walk.now, walk.now.minusSeconds(60)));
        assertThat(walk.last.events()).hasExactlyElementsOfTypes(ServerUnreachable.class);
        assertThat(conditionsOf(walk)).contains("Reachable false SiteSilent");
        see(walk, "stopped");
        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.STOPPED);
    }

    @Test
    void isReachableWhenARebootSucceedsBeforeTheNextLook() {
        var walk = silent();

        walk.ask(ServerWalk.reboot());
        walk.succeeded();

        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.READY);
        assertThat(conditionsOf(walk)).contains("Reachable true Seen").doesNotContain("Reachable false SiteSilent");
    }

    @Test
    void isReachableWhenItIsSeenAfterARebootThatFailed() {
        var walk = silent();
        walk.ask(ServerWalk.reboot());
        walk.failed();
        assertThat(conditionsOf(walk)).contains("Reachable false SiteSilent");

        see(walk, "running");

        assertThat(conditionsOf(walk)).contains("Reachable true Seen");
    }

    private static ServerWalk silent() {
        var walk = ServerWalk.ready();
        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.SiteSilent(walk.now, walk.now.minusSeconds(60)));
        return walk;
    }

    @Test
    void hearsOfASilentSiteNothingThatItKnowsBetter() {
        var lost = ServerWalk.ready();
        lost.now = lost.now.plusSeconds(5);
        lost.tell(new ServerMessage.GuestMissing(lost.now));
        lost.now = lost.now.plusSeconds(5);
        lost.tell(new ServerMessage.SiteSilent(lost.now, lost.now.minusSeconds(60)));
        assertThat(lost.state.server().status().phase()).isEqualTo(ServerPhase.LOST);

        var busy = ServerWalk.ready();
        busy.ask(ServerWalk.reboot());
        busy.now = busy.now.plusSeconds(5);
        busy.tell(new ServerMessage.SiteSilent(busy.now, busy.now.minusSeconds(60)));
        assertThat(busy.of(ServerUnreachable.class)).isEmpty();
    }

    @Test
    void isSeenWhileAParticipantHasItsTurn() {
        var walk = ServerWalk.configuring(OnFailure.KEEP);

        see(walk, "stopped");

        assertThat(walk.state.server().status().phase()).isEqualTo(ServerPhase.STOPPED);
    }

    private static void see(ServerWalk walk, String power) {
        walk.now = walk.now.plusSeconds(5);
        walk.tell(new ServerMessage.GuestSeen(walk.now, "node1", power, null, List.of()));
    }

    private static List<String> conditionsOf(ServerWalk walk) {
        return walk.state.server().status().conditions().stream()
                .map(each -> each.type() + " " + each.status() + " " + each.reason())
                .toList();
    }

    @Test
    void doesNotBelieveWhatWasSeenBeforeTheLastChange() {
        var walk = ServerWalk.ready();

        walk.tell(new ServerMessage.GuestMissing(walk.now.minusSeconds(1)));
        assertThat(walk.events).isEmpty();

        walk.ask(ServerWalk.reboot());
        walk.tell(new ServerMessage.GuestMissing(walk.now.plusSeconds(1)));
        assertThat(walk.of(ServerLost.class)).isEmpty();
    }
}
