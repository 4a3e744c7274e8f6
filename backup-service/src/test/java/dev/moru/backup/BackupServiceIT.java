package dev.moru.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.ApplyBackupPolicy;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.backup.BackupFailed;
import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.contracts.backup.BackupRemovalFailed;
import dev.moru.contracts.backup.BackupRemoved;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupTaken;
import dev.moru.contracts.backup.BackupVerificationFailed;
import dev.moru.contracts.backup.BackupVerified;
import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.DeleteBackup;
import dev.moru.contracts.backup.PruneBackups;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.backup.RemovalReason;
import dev.moru.contracts.backup.Retention;
import dev.moru.contracts.backup.RetentionOwner;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.LocateBackup;
import dev.moru.contracts.turn.ProtectServer;
import dev.moru.contracts.turn.RemoveBackups;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TakeBackup;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnCommand;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.ServiceUnderTest;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.secrets.SecretStore;
import dev.moru.service.testing.Spine;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackupServiceIT {

    @TempDir
    private static Path directory;

    private static BackedUpLab lab;
    private static UUID site;
    private static String[] arguments;
    private static ConfigurableApplicationContext service;
    private static Spine spine;

    private final UUID server = UUID.randomUUID();
    private final String policyName = "p-" + server.toString().substring(0, 8);
    private final UUID policy = UUID.randomUUID();
    private int vmId;
    private long turns;

    @BeforeAll
    static void start() {
        lab = new BackedUpLab(directory);
        arguments = new ServiceUnderTest("backup")
                .arguments(
                        "moru.installation=" + BackedUpLab.INSTALLATION,
                        "moru.backup.retry=300ms",
                        "moru.backup.per-node=4",
                        // A machine that is behind its database, whose clock is the one that counts.
                        "moru.clock-offset=-PT1H",
                        "moru.durable.work.lease=2s",
                        "moru.durable.work.call-timeout=1s",
                        "moru.durable.work.poll=100ms");
        service = run();
        spine = new Spine(
                SharedStores.kafka().bootstrapServers(),
                Topics.BACKUP_EVENTS,
                Topics.PROVISIONING_COMMANDS,
                Topics.OPERATION_LOG);
        site = UUID.randomUUID();
        command(site, lab.asSite(site, "lab", 1, service.getBean(SecretStore.class)));
    }

    private static ConfigurableApplicationContext run() {
        return new SpringApplication(BackupService.class).run(arguments);
    }

    @AfterAll
    static void stop() {
        spine.close();
        service.close();
        lab.close();
    }

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
        lab.noFaults();
    }

    // ------------------------------------------------------------------ on demand

    @Test
    void takesABackupWhenItIsTheServersTurnAndGivesTheTurnBack() {
        vmId = lab.guestOf(server);

        var turn = take(UUID.randomUUID());

        var answer = answerTo(turn);
        assertThat(answer.outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        var taken = only(BackupTaken.class).backup();
        assertThat(taken.archive().volume()).startsWith("shared:backup/vzdump-qemu-" + vmId);
        assertThat(taken.archive().node()).as("all nodes see it").isNull();
        assertThat(lab.archivesOf(vmId)).singleElement().satisfies(archive -> {
            assertThat(archive.volid()).isEqualTo(taken.archive().volume());
            assertThat(archive.notes()).contains("backup=" + taken.id(), "server=" + server);
        });
        assertThat(spine.heard(LogAppended.class)
                        .filter(log -> log.operation().equals(turn.operation()))
                        .flatMap(log -> log.lines().stream()))
                .extracting(line -> line.text())
                .anyMatch(text -> text.contains("Finished Backup of VM " + vmId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup.before-vzdump", "backup.after-vzdump", "backup.after-task", "backup.before-answer"})
    void takesOneBackupWhereverItsHolderIsLost(String point) {
        vmId = lab.guestOf(server);
        FailPoint.arm(point);

        assertThat(answerTo(take(UUID.randomUUID())).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);

        assertThat(lab.archivesOf(vmId)).hasSize(1);
        assertThat(only(BackupTaken.class).backup().serverId()).isEqualTo(server);
    }

    @Test
    void goesOnWithABackupThatRanWhenTheServiceWasStopped() {
        vmId = lab.guestOf(server);
        lab.fault("[{\"name\": \"task-slow\", \"path\": \"/vzdump\", \"factor\": 30}]");
        var turn = take(UUID.randomUUID());
        eventually(() -> assertThat(spine.heard(TurnProgressed.class)
                        .filter(progress -> progress.turn().equals(turn)))
                .isNotEmpty());

        service.close();
        assertThat(lab.archivesOf(vmId)).as("it is still being taken").isEmpty();
        service = run();

        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(spine.heard(TurnAnswered.class)
                        .filter(answer -> answer.turn().equals(turn)))
                .hasSize(1);
        assertThat(of(BackupFailed.class)).isEmpty();
        assertThat(only(BackupTaken.class).backup().archive().volume())
                .isEqualTo(lab.archivesOf(vmId).get(0).volid());
        assertThat(lab.archivesOf(vmId)).hasSize(1);
    }

    @Test
    void answersATurnOnceMoreWhenItIsHandedOverAgain() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));

        spine.sendLastAgain();
        var stopped = new StopTurn(new HandedTurn(turns, UUID.randomUUID(), "backup", 1), "it is cancelled");
        command(server, stopped);

        eventually(() -> assertThat(spine.heard(TurnAnswered.class)
                        .filter(answer -> answer.turn().number() == turns)
                        .filter(answer -> answer.result()
                                .containsValue(String.valueOf(
                                        only(BackupTaken.class).backup().id()))))
                .hasSize(2));
        assertThat(lab.archivesOf(vmId)).hasSize(1);
    }

    @Test
    void saysThatTheStorageIsFull() {
        vmId = lab.guestOf(server);
        lab.fault("[{\"name\": \"storage-full\", \"target\": \"shared|local|pbs\"}]");

        var failure = answerTo(take(UUID.randomUUID())).failure();

        assertThat(failure.type()).endsWith("/storage-full");
        assertThat(failure.hint()).contains("remove backups");
        assertThat(only(BackupFailed.class).backup().message()).isEqualTo(failure.detail());
        assertThat(lab.archivesOf(vmId)).isEmpty();
    }

    @Test
    void waitsVisiblyForASiteThatIsAway() {
        vmId = lab.guestOf(server);
        lab.fault(
                "[{\"name\": \"error\", \"path\": \"/nodes/lab1/storage\", \"status\": 595, \"text\": \"no route to host\"}]");

        var turn = take(UUID.randomUUID());

        awaitThatItWaitsForTheSite(turn);
        lab.noFaults();
        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
    }

    @Test
    void doesNotCallABackupFailedThatItCouldOnlyNotSee() {
        vmId = lab.guestOf(server);
        lab.fault(
                "[{\"name\": \"error\", \"path\": \"/storage/[a-z]+/status\", \"status\": 500, \"text\": \"timeout\"}]");

        var turn = take(UUID.randomUUID());

        awaitThatItWaitsForTheSite(turn);
        lab.noFaults();
        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(lab.archivesOf(vmId)).hasSize(1);
    }

    @Test
    void goesOnWithABackupThatWasBegunAlthoughTheAnswerSaidNo() {
        vmId = lab.guestOf(server);
        lab.fault("[{\"name\": \"error\", \"method\": \"POST\", \"path\": \"/vzdump$\", \"status\": 500,"
                + " \"text\": \"got no answer\", \"after\": true, \"count\": 1}]");

        assertThat(answerTo(take(UUID.randomUUID())).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);

        assertThat(lab.archivesOf(vmId)).hasSize(1);
    }

    @Test
    void waitsVisiblyForAStorageClassThatComesAfterTheBackup() {
        vmId = lab.guestOf(server);

        var turn = takeToTheOffered();
        eventually(() -> assertThat(spine.heard(TurnProgressed.class)
                        .filter(progress -> progress.turn().equals(turn)))
                .anyMatch(progress -> progress.waitingFor() != null));

        offer(BackedUpLab.STORAGE);

        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
    }

    private void awaitThatItWaitsForTheSite(HandedTurn turn) {
        eventually(() -> assertThat(spine.heard(TurnProgressed.class)
                        .filter(progress -> progress.turn().equals(turn)))
                .anyMatch(progress -> String.valueOf(progress.waitingFor()).contains("site lab, next try")));
    }

    @Test
    void touchesNoGuestThatBearsAnotherMark() {
        vmId = lab.guestOf(UUID.randomUUID());

        var failure = answerTo(take(UUID.randomUUID())).failure();

        assertThat(failure.type()).endsWith("/guest-foreign");
        assertThat(lab.archivesOf(vmId)).isEmpty();
    }

    @Test
    void stopsABackupThatIsCancelledAndLeavesNothing() {
        vmId = lab.guestOf(server);
        lab.fault("[{\"name\": \"task-slow\", \"path\": \"/vzdump\", \"factor\": 100}]");
        var turn = take(UUID.randomUUID());
        eventually(() -> assertThat(spine.heard(TurnProgressed.class)
                        .filter(progress -> progress.turn().equals(turn)))
                .isNotEmpty());

        command(server, new StopTurn(turn, "it is cancelled"));

        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.STOPPED);
        assertThat(lab.archivesOf(vmId)).isEmpty();
    }

    // ------------------------------------------------------------------ policies

    @Test
    void asksForATurnWhenARunIsDueAndMakesUpOneThatWasMissedOnce() {
        vmId = lab.guestOf(server);
        apply("0 * * * *", 3, RetentionOwner.MORU);
        protect();
        eventually(() -> assertThat(spine.heard(ConfigurationApplied.class))
                .anyMatch(applied -> applied.id().equals(policy)
                        && applied.observedRevision() == 1
                        && applied.conditions().get(0).status().equals("true")));

        letPass("policy:" + policy);

        eventually(() -> assertThat(requests()).hasSize(1));
        assertThat(due("policy:" + policy)).as("the next one").isAfter(Instant.now());
        assertThat(requests().get(0).policy()).isEqualTo(policy);
    }

    @Test
    void keepsWhatThePolicySaysAndNeverTouchesWhatSomebodyElseHasTaken() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 1, RetentionOwner.MORU);
        protect();
        lab.backUpByHand(vmId);

        answerTo(takeFor(policy));
        answerTo(takeFor(policy));

        eventually(() -> assertThat(of(BackupRemoved.class))
                .singleElement()
                .satisfies(removed -> assertThat(removed.reason()).isEqualTo(RemovalReason.RETENTION)));
        assertThat(lab.archivesOf(vmId)).hasSize(2);
        assertThat(lab.archivesOf(vmId)).anyMatch(archive -> "before the upgrade".equals(archive.notes()));
    }

    @Test
    void saysInADryRunWhatWouldBeRemovedAndRemovesNothing() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 0, RetentionOwner.MORU);
        protect();
        answerTo(takeFor(policy));
        answerTo(takeFor(policy));
        apply(2, "0 3 * * *", 1, RetentionOwner.MORU);

        command(policy, new PruneBackups(policy, true));

        eventually(() -> assertThat(pruned()).singleElement().satisfies(plan -> {
            assertThat(plan.dryRun()).isTrue();
            assertThat(plan.decisions()).extracting(each -> each.kept()).containsExactly(true, false);
        }));
        assertThat(lab.archivesOf(vmId)).hasSize(2);
    }

    @Test
    void leavesPruningToAStorageThatOwnsIt() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 1, RetentionOwner.STORAGE);
        protect();

        answerTo(takeFor(policy));
        answerTo(takeFor(policy));

        assertThat(lab.archivesOf(vmId)).hasSize(2);
        assertThat(of(BackupRemoved.class)).isEmpty();
    }

    @Test
    void tellsWhenTheNewestBackupIsTooOldAndWhenItIsNotAnyMore() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 3, RetentionOwner.MORU);
        protect();
        eventually(() -> assertThat(recoveryPoints()).containsExactly("met"));
        assertThat(due("server:" + server)).isAfter(Instant.now());
        service.getBean(JdbcClient.class)
                .sql("update protection set since = since - interval '3 days' where server_id = ?")
                .param(server)
                .update();

        letPass("server:" + server);

        eventually(() -> assertThat(recoveryPoints()).containsExactly("met", "missed"));
        answerTo(takeFor(policy));
        eventually(() -> assertThat(recoveryPoints()).containsExactly("met", "missed", "met"));
    }

    @Test
    void tellsAnewOfAServerWhosePolicyHasChangedAndNothingOfOneWhosePolicyIsRemoved() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 3, RetentionOwner.MORU);
        protect();
        eventually(() -> assertThat(recoveryPoints()).containsExactly("met"));

        apply(2, "0 4 * * *", 3, RetentionOwner.MORU);
        eventually(() -> assertThat(recoveryPoints()).containsExactly("met", "met"));
        command(policy, new RemoveConfiguration(ConfigurationKind.BACKUP_POLICY, policy, policyName, 3));

        eventually(() -> assertThat(isWatched()).isFalse());
        assertThat(recoveryPoints()).containsExactly("met", "met");
    }

    // ------------------------------------------------------------------ removal

    @Test
    void removesOneBackup() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        FailPoint.arm("backup.after-removal");

        remove();

        eventually(() -> assertThat(only(BackupRemoved.class).reason()).isEqualTo(RemovalReason.REQUESTED));
        assertThat(lab.archivesOf(vmId)).isEmpty();
    }

    @Test
    void removesAndPrunesNothingOfAnotherProject() {
        vmId = lab.guestOf(server);
        apply("0 3 * * *", 0, RetentionOwner.MORU);
        protect();
        answerTo(takeFor(policy));
        answerTo(takeFor(policy));
        apply(2, "0 3 * * *", 1, RetentionOwner.MORU);

        of(BackupTaken.class)
                .forEach(taken -> command(
                        "blog",
                        taken.backup().id(),
                        new DeleteBackup(taken.backup().id())));
        command("blog", policy, new PruneBackups(policy, false));

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> lab.archivesOf(vmId).size() == 2);
        assertThat(pruned()).isEmpty();
    }

    @Test
    void saysThatABackupIsStillThereBecauseItsStorageProtectsIt() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        lab.fault("[{\"name\": \"task-fail\", \"path\": \"/content/\", \"text\": \"cannot remove protected volume\"}]");

        remove();

        eventually(() ->
                assertThat(only(BackupRemovalFailed.class).backup().message()).contains("protected"));
        assertThat(lab.archivesOf(vmId)).hasSize(1);
    }

    @Test
    void keepsABackupThatIsBroughtBackUntilThatHasEnded() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        var backup = only(BackupTaken.class).backup();
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "locate", 1);

        command(server, new LocateBackup(turn, Servers.snapshot(server, vmId, policyName), backup.id()));
        assertThat(answerTo(turn).archive()).isEqualTo(backup.archive());
        remove();

        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> lab.archivesOf(vmId).size() == 1);
    }

    @Test
    void keepsABackupUntilTheLastOfThoseWhoBringItBackHasEnded() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        var first = located();
        var second = located();
        remove();

        ended(operation(first, OperationState.SUCCEEDED, null));
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> lab.archivesOf(vmId).size() == 1);
        ended(operation(second, OperationState.SUCCEEDED, null));

        eventually(() -> assertThat(lab.archivesOf(vmId)).isEmpty());
    }

    @Test
    void answersEachPartOfOneTurn() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        var backup = only(BackupTaken.class).backup().id();
        var located = new HandedTurn(++turns, UUID.randomUUID(), "locate", 1);
        var protectedThen = new HandedTurn(turns, located.operation(), "protect", 1);

        command(server, new LocateBackup(located, Servers.snapshot(server, vmId, policyName), backup));
        assertThat(answerTo(located).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        command(server, new ProtectServer(protectedThen, Servers.snapshot(server, vmId, policyName)));

        assertThat(answerTo(protectedThen).turn()).isEqualTo(protectedThen);
    }

    private UUID located() {
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "locate", 1);
        var backup = only(BackupTaken.class).backup().id();
        command(server, new LocateBackup(turn, Servers.snapshot(server, vmId, policyName), backup));
        assertThat(answerTo(turn).archive()).isNotNull();
        return turn.operation();
    }

    // ------------------------------------------------------------------ tried

    @Test
    void tellsOnceThatABackupHasComeUp() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        var tried = operation(UUID.randomUUID(), OperationState.SUCCEEDED, null);

        ended(tried);
        ended(tried);
        ended(operation(UUID.randomUUID(), OperationState.FAILED, "guest-not-ready"));

        eventually(() -> assertThat(of(BackupVerificationFailed.class)).hasSize(1));
        var verification = only(BackupVerified.class).backup().verification();
        assertThat(verification.passed()).isTrue();
        assertThat(verification.operation()).isEqualTo(tried.id());
        assertThat(verification.message()).isEqualTo("the guest agent answers");
    }

    @Test
    void tellsWhyABackupHasNotComeUp() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));

        ended(operation(UUID.randomUUID(), OperationState.FAILED, "guest-not-ready"));

        eventually(() -> assertThat(of(BackupVerificationFailed.class)).hasSize(1));
        var backup = only(BackupVerificationFailed.class).backup();
        assertThat(backup.verification().passed()).isFalse();
        assertThat(backup.verification().message()).isEqualTo("It failed: for a reason");
        assertThat(backup.state()).isEqualTo(BackupState.AVAILABLE);
    }

    @Test
    void saysNothingOfABackupThatCouldNotBeTried() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));

        ended(operation(UUID.randomUUID(), OperationState.FAILED, "storage-full"));
        ended(operation(UUID.randomUUID(), OperationState.CANCELLED, null));
        ended(operation(UUID.randomUUID(), OperationState.SUCCEEDED, null));

        eventually(() -> assertThat(of(BackupVerified.class)).hasSize(1));
        assertThat(of(BackupVerificationFailed.class)).isEmpty();
    }

    /** The end of an operation that has tried the server's backup. */
    private Operation operation(UUID id, OperationState state, @Nullable String problem) {
        var backup = only(BackupTaken.class).backup().id();
        var now = Instant.now();
        var look = new Step("look", StepState.SUCCEEDED, 1, now, now, "the guest agent answers", null, List.of());
        var failure = problem == null
                ? null
                : new OperationFailure(
                        "https://moru.dev/problems/" + problem, "It failed", "for a reason", "look", false, null);
        return new Operation(
                id,
                "backup.verify",
                "default",
                "lab",
                new OperationTarget("backup", backup, null),
                "user:admin",
                state,
                1,
                now,
                now,
                now,
                now,
                now,
                List.of(look),
                failure,
                null,
                List.of(),
                false,
                null,
                null,
                null,
                null,
                null,
                ChildCounts.NONE);
    }

    private void ended(Operation operation) {
        spine.send(
                Topics.PROVISIONING_EVENTS,
                "/moru/provisioning",
                server,
                new OperationEnded(operation, null, false),
                MessageContext.NONE.withOperation(operation.id()));
    }

    // ------------------------------------------------------------------ on a backup server

    @Test
    void keepsBackupsOnABackupServerAsOnAnyStorage() {
        vmId = lab.guestOf(server);
        offer(BackedUpLab.BACKUP_SERVER);

        answerTo(takeToTheOffered());
        var archive = only(BackupTaken.class).backup().archive();
        assertThat(archive.storageType()).isEqualTo("pbs");
        assertThat(archive.volume()).matches("pbs:backup/vm/" + vmId + "/\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(archive.node()).isNull();
        remove();

        eventually(() -> assertThat(of(BackupRemoved.class)).hasSize(1));
        assertThat(lab.archivesOf(vmId, BackedUpLab.BACKUP_SERVER)).isEmpty();
    }

    @Test
    void saysThatABackupServerLetsNothingBeRemoved() {
        vmId = lab.guestOf(server);
        offer(BackedUpLab.BACKUP_SERVER);
        answerTo(takeToTheOffered());
        lab.fault("[{\"name\": \"error\", \"method\": \"DELETE\", \"path\": \"/content/\", \"status\": 403,"
                + " \"text\": \"Permission check failed (/storage/pbs, Datastore.Allocate)\"}]");

        remove();

        eventually(() ->
                assertThat(only(BackupRemovalFailed.class).backup().message()).contains("Datastore.Allocate"));
        assertThat(only(BackupRemovalFailed.class).backup().state()).isEqualTo(BackupState.AVAILABLE);
        assertThat(lab.archivesOf(vmId, BackedUpLab.BACKUP_SERVER)).hasSize(1);
    }

    // ------------------------------------------------------------------ with the server

    @Test
    void removesTheBackupsOfADeletedServerAndNobodyElses() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        answerTo(take(UUID.randomUUID()));
        lab.backUpByHand(vmId);
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "backups", 1);

        command(server, new RemoveBackups(turn, Servers.snapshot(server, vmId, policyName)));

        assertThat(answerTo(turn).message()).isEqualTo("2 backups are removed");
        eventually(() -> assertThat(of(BackupRemoved.class)).hasSize(2));
        assertThat(of(BackupRemoved.class)).allMatch(removed -> removed.reason() == RemovalReason.SERVER_DELETED);
        assertThat(lab.archivesOf(vmId))
                .singleElement()
                .satisfies(archive -> assertThat(archive.notes()).isEqualTo("before the upgrade"));
    }

    @Test
    void noticesWhatAStorageHasRemovedByItself() {
        vmId = lab.guestOf(server);
        answerTo(take(UUID.randomUUID()));
        lab.removeByHand(vmId, BackedUpLab.STORAGE);

        letPass("look");

        eventually(() -> assertThat(only(BackupRemoved.class).reason()).isEqualTo(RemovalReason.STORAGE));
    }

    @Test
    void takesAStorageThatShowsNoneOfSeveralBackupsForOneThatIsAway() {
        vmId = lab.guestOf(server);
        offer(BackedUpLab.OTHER_STORAGE);
        answerTo(takeToTheOffered());
        answerTo(takeToTheOffered());
        lab.removeByHand(vmId, BackedUpLab.OTHER_STORAGE);
        answerTo(take(UUID.randomUUID()));
        lab.removeByHand(vmId, BackedUpLab.STORAGE);

        letPass("look");

        eventually(() -> assertThat(only(BackupRemoved.class).backup().archive().storage())
                .isEqualTo(BackedUpLab.STORAGE));
    }

    @Test
    void looksAtTheOtherStoragesOfASiteWhereOneCannotBeAsked() {
        vmId = lab.guestOf(server);
        offer(BackedUpLab.OTHER_STORAGE);
        answerTo(takeToTheOffered());
        answerTo(take(UUID.randomUUID()));
        lab.removeByHand(vmId, BackedUpLab.STORAGE);
        lab.fault("[{\"name\": \"error\", \"path\": \"/storage/local/\", \"status\": 500, \"text\": \"mount error\"}]");

        letPass("look");

        eventually(() -> assertThat(only(BackupRemoved.class).backup().archive().storage())
                .isEqualTo(BackedUpLab.STORAGE));
    }

    // ------------------------------------------------------------------ what the others say

    private HandedTurn take(UUID backup) {
        return take(backup, null);
    }

    private HandedTurn takeFor(UUID policy) {
        return take(UUID.randomUUID(), policy);
    }

    private HandedTurn take(UUID backup, UUID policy) {
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "backup", 1);
        command(server, new TakeBackup(turn, Servers.snapshot(server, vmId, policyName), backup, policy, null));
        return turn;
    }

    /** As the storage class that is called as the policy is. */
    private void offer(String storage) {
        var id = UUID.randomUUID();
        var spec = new StorageClassSpec(Map.of("*", storage), true, true, "");
        command(id, new ApplyStorageClass(id, policyName, 1, site, spec));
    }

    private HandedTurn takeToTheOffered() {
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "backup", 1);
        var snapshot = Servers.snapshot(server, vmId, policyName);
        command(server, new TakeBackup(turn, snapshot, UUID.randomUUID(), null, policyName));
        return turn;
    }

    private void protect() {
        var turn = new HandedTurn(++turns, UUID.randomUUID(), "protect", 1);
        command(server, new ProtectServer(turn, Servers.snapshot(server, vmId, policyName)));
        assertThat(answerTo(turn).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
    }

    private void apply(String schedule, int keepLast, RetentionOwner owner) {
        apply(1, schedule, keepLast, owner);
    }

    private void apply(long revision, String schedule, int keepLast, RetentionOwner owner) {
        var retention = new Retention(keepLast, 0, 0, 0, 0, 0, owner);
        var spec = new BackupPolicySpec("shop", schedule, "Asia/Seoul", retention, null, null, true, "");
        command(policy, new ApplyBackupPolicy(policy, policyName, revision, spec));
        eventually(() -> assertThat(spine.heard(ConfigurationApplied.class))
                .anyMatch(each -> each.id().equals(policy) && each.observedRevision() == revision));
    }

    private void remove() {
        var backup = only(BackupTaken.class).backup().id();
        command(backup, new DeleteBackup(backup));
    }

    private static void command(UUID subject, Message command) {
        command("shop", subject, command);
    }

    private static void command(String project, UUID subject, Message command) {
        var context = MessageContext.NONE
                .withProject(project)
                .expiringAt(command instanceof TurnCommand ? Instant.now().plusSeconds(120) : null);
        spine.send(Topics.BACKUP_COMMANDS, "/moru/gateway", subject, command, context);
    }

    // ------------------------------------------------------------------ what the service says

    private TurnAnswered answerTo(HandedTurn turn) {
        eventually(() -> assertThat(spine.heard(TurnAnswered.class))
                .anyMatch(answer -> answer.turn().equals(turn)));
        return spine.heard(TurnAnswered.class)
                .filter(answer -> answer.turn().equals(turn))
                .findFirst()
                .orElseThrow();
    }

    private <T extends BackupEvent> List<T> of(Class<T> type) {
        return spine.heard(type)
                .filter(event -> event.backup().serverId().equals(server))
                .toList();
    }

    private <T extends BackupEvent> T only(Class<T> type) {
        assertThat(of(type)).hasSize(1);
        return of(type).get(0);
    }

    private List<RequestTurn> requests() {
        return spine.heard().stream()
                .filter(heard -> heard.isAbout(server))
                .filter(heard ->
                        String.valueOf(heard.envelope().context().actor()).equals("policy:" + policyName))
                .map(Spine.Heard::message)
                .filter(RequestTurn.class::isInstance)
                .map(RequestTurn.class::cast)
                .toList();
    }

    /** What was told of the server's recovery point, in that order. */
    private List<String> recoveryPoints() {
        return spine.heard().stream()
                .filter(heard -> heard.isAbout(server))
                .map(Spine.Heard::message)
                .filter(message -> message instanceof RecoveryPointMet || message instanceof RecoveryPointMissed)
                .map(message -> message instanceof RecoveryPointMet ? "met" : "missed")
                .toList();
    }

    private boolean isWatched() {
        return service.getBean(JdbcClient.class)
                .sql("select missed is not null from protection where server_id = ?")
                .param(server)
                .query(Boolean.class)
                .single();
    }

    private List<BackupsPruned> pruned() {
        return spine.heard(BackupsPruned.class)
                .filter(plan -> plan.serverId().equals(server))
                .toList();
    }

    // ------------------------------------------------------------------ time

    /** As if the service had been down over several of its times. */
    private static void letPass(String timer) {
        service.getBean(JdbcClient.class)
                .sql("update timer set due_at = now() - interval '5 days' where key = ?")
                .param(timer)
                .update();
    }

    private static Instant due(String timer) {
        return service.getBean(JdbcClient.class)
                .sql("select due_at from timer where key = ?")
                .param(timer)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion::run);
    }
}
