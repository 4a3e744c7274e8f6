package dev.moru.gateway.accept;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.RestoredSpec;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A backup is to be brought to the server of which it was taken. What is on the disks of that is lost, as by a deletion, and so
 * whatever protects it from one protects it from this.
 *
 * @param storageClass of all its disks; absent: where they were
 * @param start whether it is started then
 */
public record RestoreInPlaceWish(Backup backup, @Nullable String storageClass, boolean start) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(server());
    }

    private ServerRef server() {
        return new ServerRef(backup.project(), backup.serverId().toString());
    }

    @Override
    public Set<Lookup> configuration() {
        return RestoredSpec.needs(backup, storageClass);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var found = estate.find(server());
        if (found.isEmpty()) {
            return Ruling.refused(
                    ProblemType.UNKNOWN_REFERENCE,
                    "/target",
                    "server " + backup.server() + " is gone; restore the backup to a new one");
        }
        var head = found.get();
        return Refusals.ofCommand(head)
                .or(() -> Refusals.ofBackup(backup, estate))
                .or(() -> DeleteWish.ofProtection(head))
                .orElseGet(() -> Ruling.of(
                        new RestoredSpec(backup, storageClass, estate.catalog())
                                .over(Objects.requireNonNullElse(head.spec(), backup.spec())),
                        complete -> restore(head, complete, submission, estate)));
    }

    private Ruling restore(Head head, Completion.Complete complete, Submission submission, Estate estate) {
        var spec = complete.spec();
        return Acceptance.of(submission, OperationKind.SERVER_RESTORE, estate)
                .server(
                        head.withOpenOperation(estate.now()).withDesired(spec, head.deletionProtected()),
                        new RestoreServer(
                                backup.id(), RestoreTarget.IN_PLACE, spec, start, complete.requires(), null, null));
    }
}
