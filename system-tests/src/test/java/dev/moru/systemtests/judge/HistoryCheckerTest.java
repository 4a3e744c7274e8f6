package dev.moru.systemtests.judge;

import static dev.moru.systemtests.judge.Run.CREATE;
import static dev.moru.systemtests.judge.Run.REBOOT;
import static dev.moru.systemtests.judge.Run.SERVER;
import static dev.moru.systemtests.judge.Run.at;
import static dev.moru.systemtests.judge.Run.ending;
import static dev.moru.systemtests.judge.Run.handedOver;
import static dev.moru.systemtests.judge.Run.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Alarm;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.Frame;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.Receipt;
import dev.moru.systemtests.history.Recovery;
import dev.moru.systemtests.history.Reserved;
import dev.moru.systemtests.history.SpineRecord;
import dev.moru.systemtests.history.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Each invariant is violated by hand, in each way that it knows, so that a silent rule is noticed. */
class HistoryCheckerTest {

    private static final String ENDED = "dev.moru.operation.ended.v1";

    private final Run run = Run.ofOneServer();

    private SpineRecord record(String type) {
        return run.records.stream()
                .filter(record -> record.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The same record once more, behind everything else. */
    private void publishAgain(SpineRecord record, UnaryOperator<SpineRecord> change) {
        run.records.add(change.apply(renumbered(record, run.records.size(), record.id(), record.sequence())));
    }

    private static SpineRecord renumbered(SpineRecord record, long offset, UUID id, long sequence) {
        return new SpineRecord(
                record.topic(),
                record.partition(),
                offset,
                record.at(),
                id,
                record.source(),
                record.type(),
                record.subject(),
                record.epoch(),
                sequence,
                record.operationId(),
                record.body());
    }

    private void remove(String table, String column, Object value) {
        run.tables.get(table).removeIf(row -> row.path(column).asString().equals(value.toString()));
    }

    @Test
    void findsNothingWhereAllWentWell() {
        assertThat(HistoryChecker.violations(run.history())).isEmpty();
    }

    @Test
    void findsNothingInAnEmptyHistory() {
        assertThat(HistoryChecker.violations(new Run().history())).isEmpty();
    }

    @Test
    void saysHowMuchItLookedAt() {
        assertThat(HistoryChecker.judge(run.history()))
                .filteredOn(verdict -> verdict.invariant().equals("I1"))
                .allMatch(verdict -> verdict.cases() == 2);
    }

    @Nested
    class I1 {

        @Test
        void findsAnAcceptedOperationThatNeverEnds() {
            run.accept(id("3"), "server.stop", 10);

            assertThat(run.violated()).containsExactly("I1");
        }

        @Test
        void findsAnOperationThatEndsTwice() {
            run.end(ending(REBOOT, "server.reboot", OperationState.FAILED, 7, 9), true);

            assertThat(run.violated()).containsExactly("I1");
        }

        @Test
        void takesAnEndThatWasPublishedTwiceForOne() {
            publishAgain(record(ENDED), UnaryOperator.identity());

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I2 {

        @Test
        void findsAnAcceptedOperationThatWasNotCommitted() {
            remove("gateway.operation", "id", REBOOT);

            assertThat(run.violated()).containsExactly("I2");
        }

        @Test
        void findsAnOperationWithoutAnAuditRow() {
            remove("gateway.audit", "operation", REBOOT);

            assertThat(run.violated()).containsExactly("I2");
        }

        @Test
        void findsAnOperationWithoutACommand() {
            run.records.removeIf(record -> record.isCommand() && REBOOT.equals(record.operationId()));

            assertThat(run.violated()).containsExactly("I2");
        }

        @Test
        void asksNobodyForWhatAPolicyWanted() {
            run.row("gateway.operation", Map.of("id", id("7"), "accepted", false, "state", "SUCCEEDED"));
            run.end(ending(id("7"), "server.backup", OperationState.SUCCEEDED, 20, 21), true);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void takesAnAlertThatIsShownAsItWasReportedLast() {
            report(true);
            report(false);
            show("RESOLVED");

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsAnAlertThatWasTakenAndLost() {
            report(true);

            assertThat(run.violated()).containsExactly("I2");
        }

        @Test
        void findsAnAlertOfWhichTheEndWasLost() {
            report(true);
            report(false);
            show("FIRING");

            assertThat(run.violated()).containsExactly("I2");
        }

        private void report(boolean firing) {
            run.alarms.add(new Alarm("disk", at(10), firing));
        }

        private void show(String state) {
            run.row("gateway.alert_view", Map.of("fingerprint", "disk", "startsAt", at(10), "state", state));
        }

        @Test
        void takesACommandThatIsStillToBeSent() {
            run.records.removeIf(record -> record.isCommand() && REBOOT.equals(record.operationId()));
            run.row("gateway.outbox", Map.of("attributes", "{\"operationid\":\"%s\"}".formatted(REBOOT)));

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsACommandOfAnOperationThatIsNotThere() {
            run.publish(Topics.PROVISIONING_COMMANDS, "dev.moru.server.stop.v1", SERVER, id("3"), 10, "{}");

            assertThat(run.violated()).containsExactly("I2");
        }
    }

    @Nested
    class I3 {

        @Test
        void findsTwoMachinesOfOneOperation() {
            run.effect("vm.created", 2001, 4, CREATE);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void findsAVmIdThatIsUsedAgain() {
            run.effect("vm.created", 2000, 20, id("3"));

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void findsACallThatTouchesAForeignGuest() {
            run.called("POST", "/nodes/lab1/qemu/101/status/stop", 101, 8, id("3"));

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void takesACopyThatSomebodyMadeForNoMachineOfMorus() {
            run.machines.add(Run.json("""
                    {"vmid": 101, "mark": {"server": "%s", "operation": "%s"}}""".formatted(SERVER, CREATE)));
            run.effect("vm.created", 101, 4, CREATE);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsTwoMachinesOfOneServer() {
            run.machines.add(Run.json("""
                    {"vmid": 2001, "mark": {"server": "%s", "operation": "%s"}}""".formatted(SERVER, REBOOT)));

            assertThat(run.violated()).containsExactly("I3");
        }
    }

    @Nested
    class Restores {

        private final UUID restore = id("3");

        Restores() {
            run.keepBackup();
        }

        private void end(OperationState state) {
            run.end(ending(restore, "server.restore", state, 11, 14), true);
            remove("gateway.operation", "id", restore);
            run.row("gateway.operation", Run.operationRow(restore, "server.restore", state.name()));
        }

        private void overwrite(double second, String volume) {
            run.effect("vm.destroyed", 2000, second, CREATE);
            run.restored(2000, second, restore, volume);
        }

        private void restoreInPlace() {
            run.acceptRestore(restore, "inPlace", 10);
            overwrite(13, Run.ARCHIVE);
            end(OperationState.SUCCEEDED);
        }

        @Test
        void overwriteAServerUnderItsVmId() {
            restoreInPlace();

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void doNotHappenTwice() {
            restoreInPlace();
            overwrite(13.5, Run.ARCHIVE);

            assertThat(run.violated()).containsOnly("I3");
        }

        @Test
        void doNotSucceedWithoutHaving() {
            run.acceptRestore(restore, "inPlace", 10);
            end(OperationState.SUCCEEDED);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void bringNoOtherBackup() {
            run.acceptRestore(restore, "inPlace", 10);
            overwrite(13, "shared:backup/another");
            end(OperationState.SUCCEEDED);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void makeNoNewServerUnderAnOldVmId() {
            run.acceptRestore(restore, "new", 10);
            overwrite(13, Run.ARCHIVE);
            end(OperationState.SUCCEEDED);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void overwriteNoOtherServer() {
            run.effect("vm.created", 2001, 5, id("9"));
            run.acceptRestore(restore, "inPlace", 10);
            run.restored(2001, 13, restore, Run.ARCHIVE);
            end(OperationState.SUCCEEDED);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void freeNothingOfWhatTheyOverwrite() {
            restoreInPlace();
            run.reserved.add(new Reserved(at(15), at(15.1), Set.of(), Set.of()));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void areNotCancelledWhenTheyHaveHappened() {
            run.acceptRestore(restore, "inPlace", 10);
            overwrite(13, Run.ARCHIVE);
            end(OperationState.CANCELLED);

            assertThat(run.violated()).containsExactly("I23");
        }

        @Test
        void makeNothingAfterTheyWereCancelled() {
            run.acceptRestore(restore, "new", 10);
            run.restored(2001, 15, restore, Run.ARCHIVE);
            end(OperationState.CANCELLED);

            assertThat(run.violated()).containsExactly("I23");
        }

        @Test
        void goOnWithWhatTheFirstTryHasMade() {
            run.acceptRestore(restore, "new", 10);
            run.restored(2001, 13, restore, Run.ARCHIVE);
            end(OperationState.FAILED);
            run.acceptRestore(id("4"), "new", 15);
            run.end(Run.retry(ending(id("4"), "server.restore", OperationState.SUCCEEDED, 16, 17), restore), true);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class Trials {

        private final UUID trial = id("3");
        private final UUID machine = id("d");

        Trials() {
            run.keepBackup();
            run.acceptTrial(trial, machine, 10);
            run.restored(2001, 12, trial, Run.ARCHIVE);
            run.effect("vm.destroyed", 2001, 13, trial);
            run.endTrial(trial, machine, 11, 14);
        }

        @Test
        void leaveNothing() {
            assertThat(run.violated()).isEmpty();
        }

        @Test
        void leaveNoMachine() {
            run.machines.add(Run.json("""
                    {"vmid": 2001, "mark": {"server": "%s", "operation": "%s"}}""".formatted(machine, trial)));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void leaveNoReservation() {
            run.row("provisioning.vm", Map.of("vm_id", 2001, "server_id", machine));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void reserveTheVmIdOfTheirMachine() {
            run.reserved.add(new Reserved(at(12.5), at(12.6), Set.of(2000), Set.of()));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void touchTheirMachineOnlyInTheirTurn() {
            run.called("POST", "/nodes/lab1/qemu/2001/status/start", 2001, 12.5, trial);
            assertThat(run.violated()).isEmpty();

            run.called("POST", "/nodes/lab1/qemu/2001/status/start", 2001, 20, trial);
            assertThat(run.violated()).containsExactly("I4");
        }

        @Test
        void tryNoOtherBackup() {
            run.ledger.removeIf(entry -> entry.volume().isPresent());
            run.restored(2001, 12, trial, "shared:backup/another");

            assertThat(run.violated()).containsExactly("I3");
        }
    }

    @Nested
    class Archives {

        private static final String OWN = "shared:backup/own";
        private static final String FOREIGN = "shared:backup/foreign";

        private void hold(String volume) {
            run.archives.add(Run.json("{\"volid\": \"%s\"}".formatted(volume)));
        }

        private void believe(String state) {
            run.row("backup.restore_point", Map.of("id", id("b"), "state", state, "volume", OWN));
        }

        private void cancelBackup() {
            run.accept(id("3"), "server.backup", 20);
            run.end(ending(id("3"), "server.backup", OperationState.CANCELLED, 21, 25), true);
            remove("gateway.operation", "id", id("3"));
            run.row("gateway.operation", Run.operationRow(id("3"), "server.backup", "CANCELLED"));
        }

        @Test
        void areThereWhenTheyAreSaidToBe() {
            hold(OWN);
            believe("AVAILABLE");

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void areMissedWhenNoStorageHoldsThem() {
            believe("AVAILABLE");

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void areLeftOverWhenTheirBackupIsGone() {
            hold(OWN);
            believe("REMOVED");

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void areGoneWhenTheyWereRemoved() {
            run.archived(OWN, 20);
            run.unarchived(OWN, 27);
            believe("REMOVED");

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void areNotGoneWhenNobodyHasRemovedThem() {
            run.archived(OWN, 20);
            believe("REMOVED");

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void areLeftOverWhenNobodyKnowsThem() {
            hold(OWN);

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void ofOthersStay() {
            run.foreignArchives.add(FOREIGN);
            hold(FOREIGN);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void ofOthersAreNotRemoved() {
            run.foreignArchives.add(FOREIGN);

            assertThat(run.violated()).containsExactly("I3");
        }

        @Test
        void areNotMadeAfterTheirOperationWasCancelled() {
            cancelBackup();
            hold(OWN);
            believe("AVAILABLE");
            run.archived(OWN, 27);

            assertThat(run.violated()).containsExactly("I23");
        }

        @Test
        void ofOthersAreMadeAtAnyTime() {
            cancelBackup();
            hold(FOREIGN);
            run.foreignArchives.add(FOREIGN);
            run.archived(FOREIGN, 27);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void areShownAsTheJournalSays() {
            run.publish(Topics.BACKUP_EVENTS, "dev.moru.backup.taken.v1", id("b"), null, 20, """
                    {"backup": {"id": "%s", "state": "AVAILABLE"}}""".formatted(id("b")));
            run.row("gateway.backup_view", Map.of("id", id("b"), "state", "RUNNING"));

            assertThat(run.violated()).containsExactly("I13");
        }

        @Test
        void areRemovedByACommandWithoutAnOperation() {
            run.ask("DELETE", "/api/v1/backups/" + id("b"), "r", "", 30, 202, id("b"));
            run.ask("DELETE", "/api/v1/backups/" + id("b"), "r", "", 31, 202, id("b"));

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I4 {

        @Test
        void findsTurnsThatOverlap() {
            run.accept(id("3"), "server.stop", 6.5);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 8, 10), true);

            assertThat(run.violated()).containsExactly("I4");
        }

        @Test
        void findsADeletionThatDoesNotWait() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 11, 14), true);
            run.accept(id("4"), "server.delete", 10.5);
            run.end(ending(id("4"), "server.delete", OperationState.SUCCEEDED, 13, 15), true);

            assertThat(run.violated()).containsExactly("I4");
        }

        @Test
        void takesADeletionThatDoesNotWaitForAParticipant() {
            run.accept(id("3"), "server.configure", 10);
            run.end(handedOver(ending(id("3"), "server.configure", OperationState.SUCCEEDED, 11, 14), 12, 14), true);
            run.accept(id("4"), "server.delete", 10.5);
            run.end(ending(id("4"), "server.delete", OperationState.SUCCEEDED, 13, 15), true);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void takesADeletionThatBeganAtOnceWithWhatAParticipantDoes() {
            run.accept(id("3"), "server.configure", 10);
            run.accept(id("4"), "server.delete", 10.5);
            run.end(ending(id("4"), "server.delete", OperationState.SUCCEEDED, 11, 13), true);
            run.end(handedOver(ending(id("3"), "server.configure", OperationState.SUCCEEDED, 11, 14), 11, 14), true);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsAPlayDuringTheTurnOfSomethingElse() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 11, 15), true);
            run.played(13);

            assertThat(run.violated()).containsExactly("I4");
        }

        @Test
        void takesAPlayThatOutlastsItsOperation() {
            run.accept(id("3"), "server.configure", 10);
            run.end(handedOver(ending(id("3"), "server.configure", OperationState.SUCCEEDED, 11, 14), 12, 14), true);
            run.played(13);
            run.played(16);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsACallBehindTheEndOfATurn() {
            run.called("POST", "/nodes/lab1/qemu/2000/status/reboot", 30, CREATE);

            assertThat(run.violated()).containsExactly("I4");
        }

        @Test
        void takesACallOfWhoseTimeWasUpBeforeItHadStopped() {
            run.accept(id("3"), "server.reboot", 10);
            run.end(ending(id("3"), "server.reboot", OperationState.TIMED_OUT, 11, 301), true);
            remove("gateway.operation", "id", id("3"));
            run.row("gateway.operation", Run.operationRow(id("3"), "server.reboot", "TIMED_OUT"));
            run.called("POST", "/nodes/lab1/qemu/2000/status/reboot", 315, CREATE);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsARemovalThatNothingCalledFor() {
            run.called("DELETE", "/nodes/lab1/qemu/2000", 30, CREATE);

            assertThat(run.violated()).containsExactly("I4");
        }
    }

    @Nested
    class I5 {

        @Test
        void findsAGapInAStream() {
            var record = record("dev.moru.server.reboot.v1");
            run.records.replaceAll(each -> each == record ? renumbered(each, each.offset(), each.id(), 3) : each);

            assertThat(run.violated()).containsExactly("I5");
        }

        @Test
        void findsTurnsOutOfAcceptOrder() {
            run.accept(id("3"), "server.stop", 10);
            run.accept(id("4"), "server.start", 11);
            run.end(ending(id("4"), "server.start", OperationState.SUCCEEDED, 12, 13), true);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 14, 15), true);

            assertThat(run.violated()).containsExactly("I5");
        }

        @Test
        void takesWhatTheOwnerTellsParticipantsForNoCommandOfItsOwn() {
            run.publish(Topics.MONITORING_COMMANDS, "dev.moru.server.watch.v1", SERVER, CREATE, 3, "{}");
            run.publish(Topics.MONITORING_COMMANDS, "dev.moru.turn.stop.v1", SERVER, CREATE, 4, "{}");

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void takesATurnThatNeverBegan() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 12, 13), true);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I6 {

        private final UUID event = record(ENDED).id();

        private void receive(String webhookId, UUID received, boolean processed) {
            receive(10 + run.receipts.size(), webhookId, received, processed);
        }

        private void receive(double second, String webhookId, UUID received, boolean processed) {
            run.receipts.add(
                    new Receipt("sink", at(second), webhookId, received, ENDED, processed, processed ? 200 : 500));
        }

        private void subscribe(boolean leaves) {
            run.subscriptions.add(new Subscription("sink", List.of("dev.moru.server.*"), at(0), leaves));
        }

        private UUID provisioned() {
            return record(Run.PROVISIONED).id();
        }

        @Test
        void findsAnEventThatASinkNeverHeardOf() {
            subscribe(false);

            assertThat(run.violated()).containsExactly("I6");
        }

        @Test
        void findsAnEventThatWasGivenUp() {
            subscribe(false);
            receive("w1", provisioned(), false);

            assertThat(run.violated()).containsExactly("I6");
        }

        @Test
        void findsAnEventUnderTwoIds() {
            subscribe(false);
            receive("w1", provisioned(), true);
            receive("w2", provisioned(), true);

            assertThat(run.violated()).containsExactly("I6");
        }

        @Test
        void findsTwoEventsUnderOneId() {
            subscribe(false);
            receive("w1", provisioned(), true);
            receive("w1", event, true);

            assertThat(run.violated()).containsExactly("I6");
        }

        @Test
        void takesEventsThatAreSentTogether() {
            subscribe(false);
            for (int attempt = 0; attempt < 2; attempt++) {
                receive(10 + attempt, "w1", provisioned(), true);
                receive(10 + attempt, "w1", event, true);
            }

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsARepetitionThatLacksAnEvent() {
            subscribe(false);
            receive(10, "w1", provisioned(), true);
            receive(10, "w1", event, true);
            receive(11, "w1", provisioned(), true);

            assertThat(run.violated()).containsExactly("I6");
        }

        @Test
        void takesARepetitionUnderTheSameId() {
            subscribe(false);
            receive("w1", provisioned(), false);
            receive("w1", provisioned(), true);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void owesNothingToASinkThatIsGone() {
            subscribe(true);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I7 {

        private void poison(Map<String, String> headers) {
            run.poison.add(new RawRecord(Topics.PROVISIONING_COMMANDS, at(20), "k", headers, new byte[] {'{'}));
        }

        private void deadLetter(double second, byte... body) {
            run.deadLetters.add(new RawRecord(
                    Topics.PROVISIONING_COMMANDS + Topics.DEAD_LETTERS, at(second), "k", Map.of("why", "bad"), body));
        }

        @Test
        void findsPoisonThatWasNotSetAside() {
            poison(Map.of());

            assertThat(run.violated()).containsExactly("I7");
        }

        @Test
        void findsPoisonThatWasChanged() {
            poison(Map.of());
            deadLetter(21, (byte) '[');

            assertThat(run.violated()).containsExactly("I7");
        }

        @Test
        void findsPoisonThatHeldOthersUp() {
            poison(Map.of());
            deadLetter(27, (byte) '{');

            assertThat(run.violated()).containsExactly("I7");
        }

        @Test
        void forgivesTheDelayOfAnOutage() {
            poison(Map.of());
            deadLetter(27, (byte) '{');
            run.disturb(Kind.DATABASE_AWAY, 19, 25, 26);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsASoundRecordAmongTheDeadLetters() {
            deadLetter(21, (byte) '{');

            assertThat(run.violated()).containsExactly("I7");
        }

        private void poisonAnOperation() {
            var headers = Map.of("ce_operationid", id("3").toString());
            poison(headers);
            run.deadLetters.add(new RawRecord(
                    Topics.PROVISIONING_COMMANDS + Topics.DEAD_LETTERS, at(21), "k", headers, new byte[] {'{'}));
        }

        @Test
        void findsAPoisonedOperationThatDidNotFail() {
            poisonAnOperation();

            assertThat(run.violated()).containsExactly("I7");
        }

        @Test
        void takesAPoisonedOperationThatFailed() {
            poisonAnOperation();
            run.subscriptions.add(new Subscription("sink", List.of(ENDED), at(15), false));
            run.end(ending(id("3"), "server.reboot", OperationState.FAILED, 21, 22), true);
            run.row("gateway.operation", Run.operationRow(id("3"), "server.reboot", "FAILED"));

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I8 {

        @Test
        void findsABacklogThatStays() {
            run.recoveries.add(new Recovery(Kind.BROKER_AWAY, at(20), at(51)));

            assertThat(run.violated()).containsExactly("I8");
        }

        @Test
        void findsABacklogThatIsNeverGone() {
            run.recoveries.add(new Recovery(Kind.BROKER_AWAY, at(20), null));

            assertThat(run.violated()).containsExactly("I8");
        }

        @Test
        void takesABacklogThatIsGoneSoon() {
            run.recoveries.add(new Recovery(Kind.BROKER_AWAY, at(20), at(29)));

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void waitsForAServiceThatHasSomethingToSendAndIsAwayItself() {
            run.recoveries.add(new Recovery(Kind.BROKER_AWAY, at(20), at(89)));
            run.disturb(Kind.OTHER_AWAY, 10, 12, 60);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I9 {

        @Test
        void findsSomethingAcceptedWithoutDatabase() {
            run.disturb(Kind.DATABASE_AWAY, 5, 10, 11);

            assertThat(run.violated()).containsExactly("I9");
        }

        @Test
        void findsAnAnswerThatBlamesNobody() {
            run.disturb(Kind.DATABASE_AWAY, 20, 30, 31);
            run.ask("POST", "/x", "k", "", 25, 500, null);

            assertThat(run.violated()).containsExactly("I9");
        }

        @Test
        void findsAGatewayThatDoesNotRecover() {
            run.disturb(Kind.DATABASE_AWAY, 20, 30, 31);
            run.ask("POST", "/x", "k", "", 32, 503, null);
            run.ask("POST", "/x", "k", "", 42, 503, null);

            assertThat(run.violated()).containsExactly("I9");
        }

        @Test
        void takesARefusal() {
            run.disturb(Kind.DATABASE_AWAY, 20, 30, 31);
            run.ask("POST", "/x", "k", "", 25, 503, null);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I10 {

        @Test
        void findsTwoOperationsUnderOneKey() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 11, 12), true);
            run.ask("POST", "/server.stop", "key-" + id("3"), "", 10, 202, REBOOT);

            assertThat(run.violated()).containsExactly("I10");
        }

        @Test
        void findsAnotherBodyThatWasTaken() {
            run.ask("POST", "/server.reboot", "key-" + REBOOT, "other", 20, 202, REBOOT);

            assertThat(run.violated()).containsExactly("I10");
        }

        @Test
        void findsARepetitionThatWasRefused() {
            run.ask("POST", "/server.reboot", "key-" + REBOOT, "", 20, 409, null);

            assertThat(run.violated()).containsExactly("I10");
        }

        @Test
        void takesTwinsAndARefusedImpostor() {
            run.ask("POST", "/server.reboot", "key-" + REBOOT, "", 6, 202, REBOOT);
            run.ask("POST", "/server.reboot", "key-" + REBOOT, "other", 20, 422, null);
            run.ask("POST", "/server.reboot", "key-" + REBOOT, "", 21, 503, null);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I13 {

        @Test
        void findsAnEventThatTheJournalLacks() {
            remove("gateway.journal", "position", 3);

            assertThat(run.violated()).containsExactly("I13");
        }

        @Test
        void findsAnEventThatOnlyTheJournalHas() {
            run.records.removeIf(record -> record.type().equals(Run.PROVISIONED));

            assertThat(run.violated()).contains("I13");
        }

        @Test
        void findsAJournalOutOfOrder() {
            var rows = run.tables.get("gateway.journal");
            var moved = rows.remove(1);
            run.row("gateway.journal", Map.of());
            rows.remove(rows.size() - 1);
            ((ObjectNode) moved).put("position", 9);
            rows.add(moved);

            assertThat(run.violated()).containsExactly("I13");
        }

        @Test
        void findsAChangedBody() {
            var row = (ObjectNode) run.tables.get("gateway.journal").get(0);
            row.put("digest", "another");

            assertThat(run.violated()).containsExactly("I13");
        }

        @Test
        void findsAnOperationThatTheReadModelGotWrong() {
            remove("gateway.operation", "id", REBOOT);
            run.row("gateway.operation", Run.operationRow(REBOOT, "server.reboot", "FAILED"));

            assertThat(run.violated()).containsExactly("I13");
        }

        @Test
        void findsAServerThatTheReadModelGotWrong() {
            remove("gateway.server_view", "id", SERVER);
            run.row("gateway.server_view", Map.of("id", SERVER, "phase", "FAILED", "document", Map.of("revision", 1)));

            assertThat(run.violated()).containsExactly("I13");
        }
    }

    @Nested
    class I15 {

        private void see(long position, UUID event, double second) {
            run.frames.add(new Frame("reader", at(second), position, event));
        }

        @Test
        void findsAGapInAStreamThatWasResumed() {
            see(1, record(Run.PROVISIONED).id(), 5);
            see(3, id("e5"), 9);

            assertThat(run.violated()).containsExactly("I15");
        }

        @Test
        void findsADuplicate() {
            see(1, record(Run.PROVISIONED).id(), 5);
            see(1, record(Run.PROVISIONED).id(), 6);

            assertThat(run.violated()).containsExactly("I15");
        }

        @Test
        void findsAnotherEventThanTheJournalHas() {
            see(1, id("99"), 5);

            assertThat(run.violated()).containsExactly("I15");
        }

        @Test
        void findsEndsThatAreSeenLate() {
            manyEndsSeenAfter(3);

            assertThat(run.violated()).containsExactly("I15");
        }

        @Test
        void doesNotTimeWhatWasDisturbed() {
            manyEndsSeenAfter(3);
            run.disturb(Kind.SINK_ILL, 0, 500, 500);

            assertThat(run.violated()).isEmpty();
        }

        private void manyEndsSeenAfter(double seconds) {
            see(1, record(Run.PROVISIONED).id(), 1);
            see(2, record(ENDED).id(), 5);
            see(3, run.records.get(run.records.size() - 1).id(), 9);
            for (int i = 0; i < 200; i++) {
                var operation = id("c" + i);
                run.accept(operation, "server.stop", 20 + i);
                run.end(ending(operation, "server.stop", OperationState.SUCCEEDED, 20.1 + i, 20.2 + i), true);
                see(4 + i, run.records.get(run.records.size() - 1).id(), 20.2 + i + seconds);
            }
        }
    }

    @Nested
    class I16 {

        @Test
        void findsAnAnswerThatBlamesNobody() {
            run.disturb(Kind.DISK_FULL, 20, 30, 31);
            run.ask("POST", "/x", "k", "", 25, 500, null);

            assertThat(run.violated()).containsExactly("I16");
        }

        @Test
        void findsAGatewayThatDoesNotRecover() {
            run.disturb(Kind.DISK_FULL, 20, 30, 31);
            run.ask("POST", "/x", "k", "", 25, 503, null);
            run.ask("POST", "/x", "k", "", 70, 503, null);

            assertThat(run.violated()).containsExactly("I16");
        }

        @Test
        void takesWhatStillFits() {
            run.disturb(Kind.DISK_FULL, 1, 30, 31);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I17 {

        @Test
        void findsATimeThatIsUpEarly() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.TIMED_OUT, 11, 200), true);

            assertThat(run.violated()).contains("I17");
        }

        @Test
        void findsATimeThatIsUpEarlyByTheClockOfAnotherHost() {
            run.accept(id("3"), "server.stop", 10);
            run.publish(
                    Topics.PROVISIONING_EVENTS,
                    ENDED,
                    SERVER,
                    id("3"),
                    20,
                    ended(id("3"), OperationState.TIMED_OUT, 3620));

            assertThat(run.violated()).contains("I17");
        }

        @Test
        void findsADeadlineThatWasCountedByAnotherClock() {
            run.ask("POST", "/servers", "k", "{\"deadline\":\"PT4M\"}", 0, 202, CREATE);
            var first = run.exchanges.remove(run.exchanges.size() - 1);
            run.exchanges.add(0, first);

            assertThat(run.violated()).containsExactly("I17");
        }

        @Test
        void takesTheDeadlineThatWasAskedFor() {
            run.ask("POST", "/servers", "k", "{\"deadline\":\"PT5M\"}", 0, 202, CREATE);
            var first = run.exchanges.remove(run.exchanges.size() - 1);
            run.exchanges.add(0, first);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsAnEndThatIsStillToCome() {
            run.accept(id("3"), "server.stop", 10);
            run.publish(
                    Topics.PROVISIONING_EVENTS,
                    ENDED,
                    SERVER,
                    id("3"),
                    20,
                    ended(id("3"), OperationState.SUCCEEDED, 290));

            assertThat(run.violated()).containsExactly("I17");
        }

        @Test
        void takesAnEndThatWasToldLate() {
            run.accept(id("3"), "server.stop", 10);
            run.publish(
                    Topics.PROVISIONING_EVENTS,
                    ENDED,
                    SERVER,
                    id("3"),
                    90,
                    ended(id("3"), OperationState.SUCCEEDED, 20));

            assertThat(run.violated()).isEmpty();
        }

        private static String ended(UUID operation, OperationState state, double second) {
            return Run.ended(ending(operation, "server.stop", state, 11, second), true);
        }

        @Test
        void findsABeginningBeforeTheAcceptance() {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, -5, 12), true);

            assertThat(run.violated()).contains("I17");
        }
    }

    @Nested
    class I18 {

        @Test
        void findsCopiesThatDiffer() {
            publishAgain(record(Run.PROVISIONED), copy -> renumbered(copy, copy.offset(), copy.id(), 2));

            assertThat(run.violated()).containsExactly("I18");
        }

        @Test
        void findsTwoDeliveriesOfOneEvent() {
            run.row("notification.delivery", Map.of("event_id", id("5"), "channel_id", id("6")));
            run.row("notification.delivery", Map.of("event_id", id("5"), "channel_id", id("6")));

            assertThat(run.violated()).containsExactly("I18");
        }

        @Test
        void takesCopiesAnywhere() {
            run.records.stream().toList().forEach(record -> publishAgain(record, UnaryOperator.identity()));

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I20 {

        private void endAt(double second) {
            run.accept(id("3"), "server.stop", 10);
            run.end(ending(id("3"), "server.stop", OperationState.SUCCEEDED, 11, second), true);
        }

        @Test
        void findsAnEndLongBehindTheDeadline() {
            endAt(331);

            assertThat(run.violated()).containsExactly("I20");
        }

        @Test
        void countsFromTheReturnOfWhatIsNeeded() {
            endAt(370);
            run.disturb(Kind.OWNER_AWAY, 310, 340, 345);

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void forgivesNothingToTheSite() {
            endAt(370);
            run.disturb(Kind.SITE_AWAY, 310, 340, 345);

            assertThat(run.violated()).containsExactly("I20");
        }

        @Test
        void findsAnOperationThatIsStillOpen() {
            run.accept(id("3"), "server.stop", 10);
            remove("gateway.operation", "id", id("3"));
            run.row("gateway.operation", Run.operationRow(id("3"), "server.stop", "RUNNING"));

            assertThat(run.violated()).containsExactly("I1", "I20");
        }
    }

    @Nested
    class I21 {

        private void failLast(CleanupState cleanup) {
            run.accept(id("3"), "server.delete", 10);
            run.end(ending(id("3"), "server.delete", OperationState.SUCCEEDED, 11, 12, null, cleanup), false);
        }

        private void removeEverything() {
            run.machines.clear();
            run.disks.clear();
            run.tables.get("provisioning.vm").clear();
        }

        @Test
        void takesAServerOfWhichNothingIsLeft() {
            failLast(null);
            removeEverything();

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsAMachineThatIsLeft() {
            failLast(null);
            run.tables.get("provisioning.vm").clear();

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsAReservationThatIsLeft() {
            failLast(null);
            run.machines.clear();
            run.disks.clear();

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsAnAddressThatIsLeft() {
            failLast(null);
            removeEverything();
            run.row("provisioning.address", Map.of("address", "10.0.0.1", "server_id", SERVER));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsADiskWithoutAMachine() {
            failLast(null);
            run.machines.clear();
            run.tables.get("provisioning.vm").clear();

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsAMachineOfNobody() {
            run.machines.add(Run.json("""
                    {"vmid": 2001, "mark": {"server": "%s", "operation": "%s"}}""".formatted(id("b"), id("9"))));

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsACleanupThatIsPendingForEver() {
            failLast(CleanupState.PENDING);

            assertThat(run.violated()).containsExactly("I21");
        }

        private void look(double second, Set<Integer> vmIds, Set<UUID> addressed) {
            run.reserved.add(new Reserved(at(second), at(second + 0.1), vmIds, addressed));
        }

        @Test
        void findsACleanupThatNobodyTellsTheEndOf() {
            failLast(CleanupState.PENDING);
            removeEverything();

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void takesACleanupThatWasTold() {
            failLast(CleanupState.PENDING);
            removeEverything();
            run.publish(Topics.PROVISIONING_EVENTS, "dev.moru.operation.cleaned.v1", SERVER, id("3"), 30, "{}");

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void takesAMachineThatIsReservedAsLongAsItIsThere() {
            look(2, Set.of(), Set.of());
            look(6, Set.of(2000), Set.of(SERVER));

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void findsAVmIdThatIsFreeWhileItsMachineIsThere() {
            look(6, Set.of(), Set.of());

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void findsAnAddressThatIsFreeWhileItsMachineIsThere() {
            look(6, Set.of(2000), Set.of(SERVER));
            look(7, Set.of(2000), Set.of());

            assertThat(run.violated()).containsExactly("I21");
        }

        @Test
        void takesWhatIsFreeWhenTheMachineIsGone() {
            run.effect("vm.destroyed", 2000, 20, CREATE);
            look(21, Set.of(), Set.of());

            assertThat(run.violated()).isEmpty();
        }

        @Test
        void waitsForASiteThatHasJustComeBack() {
            failLast(CleanupState.PENDING);
            run.disturb(Kind.SITE_AWAY, 10, 560, 570);

            assertThat(run.violated()).isEmpty();
        }
    }

    @Nested
    class I23 {

        private final UUID cancelled = id("3");

        private void cancel(CancelState answer) {
            run.accept(cancelled, "server.create", 20);
            run.ask("POST", "/operations/" + cancelled + ":cancel", "c", "", 22, 202, cancelled);
            run.end(ending(cancelled, "server.create", OperationState.CANCELLED, 21, 25, answer, null), true);
            remove("gateway.operation", "id", cancelled);
            run.row("gateway.operation", Run.operationRow(cancelled, "server.create", "CANCELLED"));
        }

        @Test
        void findsAPlayThatGoesOn() {
            run.accept(id("3"), "server.configure", 10);
            run.end(handedOver(ending(id("3"), "server.configure", OperationState.CANCELLED, 11, 14), 12, 14), true);
            run.played(16);

            assertThat(run.violated()).contains("I23");
        }

        @Test
        void findsAMachineThatIsMadeAfterTheCancel() {
            cancel(CancelState.REQUESTED);
            run.effect("vm.started", 2000, 26, cancelled);

            assertThat(run.violated()).containsExactly("I23");
        }

        @Test
        void findsARefusalThatWasHonoured() {
            cancel(CancelState.REFUSED);

            assertThat(run.violated()).containsExactly("I23");
        }

        @Test
        void takesACancelThatStopsTheEffect() {
            cancel(CancelState.REQUESTED);
            run.effect("vm.started", 2000, 24, cancelled);

            assertThat(run.violated()).isEmpty();
        }
    }
}
