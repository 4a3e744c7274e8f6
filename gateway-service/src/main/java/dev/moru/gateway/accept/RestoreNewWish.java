package dev.moru.gateway.accept;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.server.Completion;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.RestoredSpec;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup is to be brought to a server that is not there yet.
 *
 * @param server the id that it will have
 * @param storageClass of all its disks; absent: where they were
 * @param start whether it is started then
 */
public record RestoreNewWish(
        UUID server, String name, Backup backup, @Nullable String storageClass, boolean start) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(new ServerRef(backup.project(), name));
    }

    @Override
    public Set<Lookup> configuration() {
        return RestoredSpec.needs(backup, storageClass);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        return Refusals.ofProject(backup.project(), estate)
                .or(() -> Refusals.ofBackup(backup, estate))
                .or(() -> Refusals.ofName(backup.project(), name, estate))
                .orElseGet(() -> Ruling.of(
                        new RestoredSpec(backup, storageClass, estate.catalog()).asNew(name),
                        complete -> restore(complete, submission, estate)));
    }

    private Ruling restore(Completion.Complete complete, Submission submission, Estate estate) {
        var spec = complete.spec();
        return Acceptance.of(submission, OperationKind.SERVER_RESTORE, estate)
                .newServer(
                        Head.created(server, backup.project(), spec, estate.now()),
                        new RestoreServer(backup.id(), RestoreTarget.NEW, spec, start, complete.requires(), null, null),
                        OperationKind.SERVER_RESTORE.deadline());
    }
}
