package dev.moru.backup.turn;

import dev.moru.backup.archive.ArchiveFailure;
import dev.moru.backup.archive.TakenArchive;
import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.policy.Policies;
import dev.moru.backup.policy.Protections;
import dev.moru.backup.policy.Pruning;
import dev.moru.backup.policy.RecoveryWatch;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns in which backups are taken, from begin to end. All of it runs in the transaction that checks the fence. */
public final class TakingTurns {

    private final BackupTurns turns;
    private final Answers answers;
    private final PointLife life;
    private final Policies policies;
    private final Protections protections;
    private final Pruning pruning;
    private final RecoveryWatch watch;

    public TakingTurns(
            BackupTurns turns,
            Answers answers,
            PointLife life,
            Policies policies,
            Protections protections,
            Pruning pruning,
            RecoveryWatch watch) {
        this.turns = turns;
        this.answers = answers;
        this.life = life;
        this.policies = policies;
        this.protections = protections;
        this.pruning = pruning;
        this.watch = watch;
    }

    public void progress(TakeQueue.Take take, double fraction, String message) {
        open(take).ifPresent(turn -> answers.progress(turn, fraction, message, null));
    }

    public void log(TakeQueue.Take take, List<LoggedLine> lines) {
        if (!lines.isEmpty()) {
            open(take).ifPresent(turn -> {
                answers.log(turn, lines);
                turns.store(turn.logged(lines.size()));
            });
        }
    }

    public void waits(TakeQueue.Take take, ArchiveFailure failure, String waitingFor) {
        open(take).ifPresent(turn -> answers.progress(turn, 0, failure.detail(), waitingFor));
    }

    public void succeeded(TakeQueue.Take take, TakenArchive taken) {
        life.taken(take.backup(), taken.archive(), taken.takenAt()).ifPresent(this::keep);
        give(take, turn -> Verdict.taken(turn, taken.archive()));
    }

    /** What its policy keeps no longer now goes, and the server's newest backup is this one. */
    private void keep(RestorePoint point) {
        var server = point.backup().serverId();
        var policy = point.backup().policyId();
        if (policy != null) {
            protections
                    .find(server)
                    .ifPresent(known -> policies.find(policy).ifPresent(each -> pruning.prune(each, known, false)));
        }
        watch.look(server);
    }

    public void failed(TakeQueue.Take take, ArchiveFailure failure) {
        life.failed(take.backup(), failure.detail());
        give(take, turn -> Verdict.failed(turn, failure));
    }

    /** Nothing of it goes on: it was asked to stop, or its time is over. */
    public void stopped(TakeQueue.Take take, String message) {
        life.failed(take.backup(), message);
        give(
                take,
                turn -> turn.isPast(turns.now())
                        ? Verdict.expired(turn)
                        : Verdict.of(turn, TurnOutcome.STOPPED, "Stopped", message));
    }

    private void give(TakeQueue.Take take, Function<BackupTurn, TurnAnswered> verdict) {
        open(take).ifPresent(turn -> {
            var answered = turn.answered(verdict.apply(turn));
            turns.store(answered);
            answers.tell(answered);
        });
    }

    private Optional<BackupTurn> open(TakeQueue.Take take) {
        return turns.lock(take.server())
                .filter(turn -> turn.isTaking(take.backup()))
                .filter(BackupTurn::isOpen);
    }
}
