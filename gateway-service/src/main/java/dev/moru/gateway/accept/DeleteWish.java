package dev.moru.gateway.accept;

import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.IfMatch;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Optional;

/**
 * A server is to go. It may always be asked for, however many operations wait.
 *
 * @param backups what becomes of those that were taken of it
 */
public record DeleteWish(ServerRef server, BackupsOnDelete backups, IfMatch ifMatch) implements Wish {

    @Override
    public List<ServerRef> servers() {
        return List.of(server);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var found = estate.find(server);
        if (found.isEmpty()) {
            return Refusals.noServer(server);
        }
        var head = found.get();
        return Refusals.ofDeleting(head)
                .or(() -> Refusals.ofVersion(head, ifMatch))
                .or(() -> ofProtection(head))
                .or(() -> ofBackups(estate))
                .orElseGet(() -> Acceptance.of(submission, OperationKind.SERVER_DELETE, estate)
                        .server(
                                head.withOpenOperation(estate.now()).goingAway(),
                                new DeleteServer(backups, null, null)));
    }

    private Optional<Ruling> ofBackups(Estate estate) {
        return backups == BackupsOnDelete.DELETE
                ? Refusals.ofParticipant(Participant.BACKUP, "removes backups", estate)
                : Optional.empty();
    }

    static Optional<Ruling> ofProtection(Head head) {
        return head.deletionProtected()
                ? Optional.of(Ruling.refused(
                        ProblemType.PROTECTED, "server " + head.name() + " is protected; set protected to false first"))
                : Optional.empty();
    }
}
