package dev.moru.backup.policy;

import dev.moru.backup.point.PointLife;
import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.PruneDecision;
import dev.moru.contracts.backup.RemovalReason;
import dev.moru.contracts.backup.RetentionOwner;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Holds policies against the backups that they have taken. What anybody else has taken is never removed by them. */
public final class Pruning {

    private final RestorePoints points;
    private final PointLife life;
    private final PolicyEvents events;

    public Pruning(RestorePoints points, PointLife life, PolicyEvents events) {
        this.points = points;
        this.life = life;
        this.events = events;
    }

    /** @param dryRun whether to say only what would be removed */
    public void prune(Policy policy, Protection server, boolean dryRun) {
        var verdicts = judge(policy, server);
        boolean storagesTask = policy.spec().retention().owner() == RetentionOwner.STORAGE;
        var given = verdicts.stream().filter(verdict -> !verdict.kept()).toList();
        if (dryRun || !given.isEmpty() && !storagesTask) {
            events.pruned(told(policy, server, verdicts, dryRun || storagesTask), policy, server);
        }
        if (!dryRun && !storagesTask) {
            given.forEach(verdict -> life.remove(verdict.candidate().id(), RemovalReason.RETENTION));
        }
    }

    private List<KeepRules.Verdict> judge(Policy policy, Protection server) {
        var rules =
                new KeepRules(policy.spec().retention(), ZoneId.of(policy.spec().timeZone()));
        return rules.judge(points.availableOf(server.server()).stream()
                .filter(point -> policy.id().equals(point.backup().policyId()))
                .map(Pruning::candidate)
                .toList());
    }

    private static KeepRules.Candidate candidate(RestorePoint point) {
        return new KeepRules.Candidate(
                point.id(), Objects.requireNonNull(point.backup().takenAt()));
    }

    private static BackupsPruned told(
            Policy policy, Protection server, List<KeepRules.Verdict> verdicts, boolean dryRun) {
        return new BackupsPruned(
                policy.id(),
                policy.name(),
                server.server(),
                server.name(),
                dryRun,
                verdicts.stream()
                        .map(verdict -> new PruneDecision(
                                verdict.candidate().id(),
                                verdict.candidate().takenAt(),
                                verdict.kept(),
                                verdict.reason()))
                        .toList());
    }
}
