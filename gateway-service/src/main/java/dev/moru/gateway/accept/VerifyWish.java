package dev.moru.gateway.accept;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.RestoredSpec;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody wants to know whether a backup is good.
 *
 * @param machine the id of the one that it is tried on
 */
public record VerifyWish(UUID machine, Backup backup) implements Wish {

    @Override
    public Set<Lookup> configuration() {
        return RestoredSpec.needs(backup, null);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        return Refusals.ofBackup(backup, estate)
                .orElseGet(() -> Ruling.of(
                        new RestoredSpec(backup, null, estate.catalog()).asItWas(),
                        complete -> verify(complete, submission, estate)));
    }

    private Ruling verify(Completion.Complete complete, Submission submission, Estate estate) {
        return Acceptance.of(submission, OperationKind.BACKUP_VERIFY, estate)
                .other(
                        new OperationTarget("backup", backup.id(), backup.server()),
                        backup.project(),
                        backup.site(),
                        machine,
                        new VerifyBackup(backup.id(), complete.spec(), complete.requires(), null, null));
    }
}
