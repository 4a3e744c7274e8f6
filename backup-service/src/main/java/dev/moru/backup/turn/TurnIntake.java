package dev.moru.backup.turn;

import static dev.moru.contracts.turn.TurnOutcome.FAILED;
import static dev.moru.contracts.turn.TurnOutcome.SKIPPED;
import static dev.moru.contracts.turn.TurnOutcome.STOPPED;
import static dev.moru.contracts.turn.TurnOutcome.SUCCEEDED;

import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.backup.policy.Policies;
import dev.moru.backup.policy.Policy;
import dev.moru.backup.policy.Protections;
import dev.moru.backup.policy.RecoveryWatch;
import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.RemovalReason;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.LocateBackup;
import dev.moru.contracts.turn.ProtectServer;
import dev.moru.contracts.turn.RemoveBackups;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TakeBackup;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnCommand;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes turns that are handed over: answers at once, or has a backup taken. It runs in the transaction of the command. */
public final class TurnIntake {

    private final BackupTurns turns;
    private final TakeQueue takes;
    private final Answers answers;
    private final RestorePoints points;
    private final PointLife life;
    private final Policies policies;
    private final Protections protections;
    private final RecoveryWatch watch;

    public TurnIntake(
            BackupTurns turns,
            TakeQueue takes,
            Answers answers,
            RestorePoints points,
            PointLife life,
            Policies policies,
            Protections protections,
            RecoveryWatch watch) {
        this.turns = turns;
        this.takes = takes;
        this.answers = answers;
        this.points = points;
        this.life = life;
        this.policies = policies;
        this.protections = protections;
        this.watch = watch;
    }

    /** A turn that was handed over before is answered again as it was, or goes on as it does. */
    public void accept(TurnCommand command, Origin origin, @Nullable Instant expiresAt) {
        var server = command.server().id();
        var known = turns.lock(server);
        if (known.filter(before -> covers(before, command.turn())).isPresent()) {
            known.filter(same -> isSame(same, command.turn())).ifPresent(this::repeat);
            return;
        }
        var turn = BackupTurn.handed(server, command.turn(), origin, expiresAt);
        if (turn.isPast(turns.now())) {
            give(turn, Verdict.expired(turn));
        } else {
            begin(turn, command);
        }
    }

    private void begin(BackupTurn turn, TurnCommand command) {
        if (command instanceof TakeBackup take) {
            take(turn, take);
        } else if (command instanceof ProtectServer protect) {
            give(turn, protect(turn, protect.server()));
        } else if (command instanceof LocateBackup locate) {
            give(turn, locate(turn, locate));
        } else if (command instanceof RemoveBackups) {
            give(turn, removeBackups(turn));
        } else {
            throw new IllegalArgumentException("no turn of this service: " + command.getClass());
        }
    }

    // ------------------------------------------------------------------ backups

    private void take(BackupTurn turn, TakeBackup command) {
        var server = command.server();
        var vmId = server.status().vmId();
        var node = server.status().node();
        if (vmId == null || node == null) {
            give(turn, Verdict.refused(turn, "guest-not-found", "There is no such guest", "the server has no VM"));
            return;
        }
        var taking = turn.taking(command.backup());
        var policy = command.policy() == null ? Optional.<Policy>empty() : policies.find(command.policy());
        life.begin(backup(taking, command, policy), vmId);
        turns.store(taking);
        takes.enqueue(new TakeQueue.Take(
                server.id(),
                command.backup(),
                server.spec().site(),
                node,
                vmId,
                command.storageClass() != null
                        ? command.storageClass()
                        : policy.map(each -> each.spec().storageClass()).orElse(null)));
    }

    private Backup backup(BackupTurn turn, TakeBackup command, Optional<Policy> policy) {
        var server = command.server();
        return new Backup(
                command.backup(),
                BackupState.RUNNING,
                server.id(),
                server.name(),
                server.project(),
                server.spec().site(),
                turn.turn().operation(),
                command.policy(),
                policy.map(Policy::name).orElse(null),
                null,
                server.spec(),
                server.simulated(),
                turns.now(),
                null,
                null,
                null,
                null,
                0);
    }

    // ------------------------------------------------------------------ what needs no work

    private TurnAnswered protect(BackupTurn turn, ServerSnapshot server) {
        protections.observe(server);
        watch.look(server.id());
        var policy = server.spec().backupPolicy();
        if (policy == null) {
            return Verdict.of(turn, SKIPPED, "NoPolicy", "It names no backup policy");
        }
        return policies.find(server.project(), policy)
                .map(known -> Verdict.of(turn, SUCCEEDED, "Protected", "It is backed up by policy " + policy))
                .orElseGet(() -> Verdict.refused(
                        turn,
                        "policy-not-found",
                        "There is no such policy",
                        "project %s has no backup policy %s; it is backed up when there is one"
                                .formatted(server.project(), policy)));
    }

    /** Only of the server's own project, and only what stands; it stays until the operation has ended. */
    private TurnAnswered locate(BackupTurn turn, LocateBackup command) {
        var found = points.lock(command.backup())
                .filter(RestorePoint::isAvailable)
                .filter(point ->
                        point.backup().project().equals(command.server().project()));
        if (found.isEmpty()) {
            return Verdict.refused(
                    turn,
                    "backup-not-found",
                    "There is no such backup",
                    "backup " + command.backup() + " is not there, or is being removed");
        }
        points.store(found.get().heldBy(turn.turn().operation()));
        return Verdict.located(turn, found.get().archive().orElseThrow());
    }

    private TurnAnswered removeBackups(BackupTurn turn) {
        var all = points.availableOf(turn.server());
        all.forEach(point -> life.remove(point.id(), RemovalReason.SERVER_DELETED));
        return Verdict.of(turn, SUCCEEDED, "Removing", all.size() + " backups are removed");
    }

    // ------------------------------------------------------------------ stop and answer

    /** What never came gets its answer all the same. */
    public void stop(UUID server, StopTurn command, Origin origin) {
        var known = turns.lock(server);
        var asked = known.filter(same -> isSame(same, command.turn()))
                .orElseGet(() -> BackupTurn.handed(server, command.turn(), origin, null));
        if (!asked.isOpen()) {
            repeat(asked);
        } else if (asked.backup() != null) {
            takes.stop(server);
        } else if (known.filter(later -> later.turn().number() > command.turn().number())
                .isPresent()) {
            answers.tell(asked.answered(Verdict.of(asked, STOPPED, "Stopped", "It had not begun")));
        } else {
            give(asked, Verdict.of(asked, STOPPED, "Stopped", "It had not begun"));
        }
    }

    /** Its command is here and can't be read. */
    public void refuse(UUID server, HandedTurn turn, Origin origin, String reason) {
        var known = turns.lock(server);
        if (known.filter(before -> covers(before, turn)).isEmpty()) {
            var unread = BackupTurn.handed(server, turn, origin, null);
            give(unread, Verdict.of(unread, FAILED, "Unreadable", reason));
        }
    }

    private void give(BackupTurn turn, TurnAnswered answer) {
        var answered = turn.answered(answer);
        turns.store(answered);
        answers.tell(answered);
    }

    private void repeat(BackupTurn same) {
        if (!same.isOpen()) {
            answers.tell(same);
        }
    }

    private static boolean covers(BackupTurn known, HandedTurn turn) {
        return known.turn().number() > turn.number() || isSame(known, turn);
    }

    /** One turn may have several parts for this service, one after the other: a restore is located, and protected then. */
    private static boolean isSame(BackupTurn known, HandedTurn turn) {
        return known.turn().number() == turn.number() && known.turn().step().equals(turn.step());
    }
}
