package dev.moru.gateway.accept;

import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a server is to be taken.
 *
 * @param backup the id that it will have
 * @param storageClass absent: where the most room is
 */
public record BackupWish(
        ServerRef server, UUID backup, @Nullable String storageClass) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(server);
    }

    @Override
    public Set<Lookup> configuration() {
        return storageClass == null ? Set.of() : Set.of(new Lookup(ResourceKind.STORAGE_CLASS, storageClass));
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var head = estate.find(server);
        if (head.isEmpty()) {
            return Refusals.noServer(server);
        }
        return Refusals.ofCommand(head.get())
                .or(() -> Refusals.ofParticipant(Participant.BACKUP, "takes backups", estate))
                .or(() -> ofStorageClass(head.get(), estate))
                .orElseGet(() -> Acceptance.of(submission, OperationKind.SERVER_BACKUP, estate)
                        .server(
                                head.get().withOpenOperation(estate.now()),
                                new BackUpServer(backup, storageClass, null, null)));
    }

    private Optional<Ruling> ofStorageClass(Head head, Estate estate) {
        return storageClass == null
                        || estate.catalog()
                                .find(ResourceKind.STORAGE_CLASS, head.site(), storageClass)
                                .isPresent()
                ? Optional.empty()
                : Optional.of(Ruling.refused(
                        ProblemType.UNKNOWN_REFERENCE, "/storageClass", "there is no storage class " + storageClass));
    }
}
