package dev.moru.gateway.accept;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.IfMatch;
import dev.moru.gateway.server.ServerRef;
import java.util.Optional;

/** The reasons that several wishes are refused for. */
final class Refusals {

    private Refusals() {}

    static Optional<Ruling> ofProject(String project, Estate estate) {
        var found = estate.catalog().find(ResourceName.project(project));
        if (found.isEmpty()) {
            return refused(ProblemType.NOT_FOUND, "there is no project " + project);
        }
        return found.get().deleting()
                ? refused(ProblemType.BEING_DELETED, "project " + project + " is being deleted")
                : Optional.empty();
    }

    static Optional<Ruling> ofName(String project, String name, Estate estate) {
        return estate.find(new ServerRef(project, name))
                .map(taken -> new Ruling.Refused(
                        Problem.at(ProblemType.NAME_TAKEN, "/name", "project " + project + " has a server " + name)
                                .with("serverId", taken.id())));
    }

    static Ruling noServer(ServerRef ref) {
        return Ruling.refused(
                ProblemType.NOT_FOUND, "there is no server " + ref.word() + " in project " + ref.project());
    }

    /** Whether a server takes another command that is no delete. */
    static Optional<Ruling> ofCommand(Head head) {
        if (head.deleting()) {
            return ofDeleting(head);
        }
        return head.isFull()
                ? refused(
                        ProblemType.TOO_MANY_OPEN_OPERATIONS,
                        head.openOperations() + " operations of server " + head.name() + " have not ended")
                : Optional.empty();
    }

    /** Whether there is something that could be brought back. */
    static Optional<Ruling> ofBackup(Backup backup, Estate estate) {
        return ofParticipant(Participant.BACKUP, "restores backups", estate).or(() -> switch (backup.state()) {
            case AVAILABLE -> Optional.empty();
            case RUNNING ->
                refused(ProblemType.BACKUP_RUNNING, "operation " + backup.operation() + " takes backup " + backup.id());
            case FAILED -> refused(ProblemType.BACKUP_UNAVAILABLE, "backup " + backup.id() + " was not taken");
            case REMOVING, REMOVED -> refused(ProblemType.BACKUP_UNAVAILABLE, "backup " + backup.id() + " is removed");
        });
    }

    static Optional<Ruling> ofConfiguring(Estate estate) {
        return ofParticipant(Participant.CONFIG, "configures servers", estate);
    }

    static Optional<Ruling> ofParticipant(Participant participant, String does, Estate estate) {
        return estate.participants().contains(participant)
                ? Optional.empty()
                : refused(ProblemType.PARTICIPANT_ABSENT, "no service of this installation " + does);
    }

    static Optional<Ruling> ofDeleting(Head head) {
        return head.deleting()
                ? refused(ProblemType.BEING_DELETED, "server " + head.name() + " is being deleted")
                : Optional.empty();
    }

    static Optional<Ruling> ofVersion(Head head, IfMatch ifMatch) {
        return ifMatch.allows(head.version())
                ? Optional.empty()
                : Optional.of(new Ruling.Refused(
                        Problem.of(ProblemType.VERSION_DIFFERS, "the present version is " + head.version())
                                .with("revision", head.version())));
    }

    private static Optional<Ruling> refused(ProblemType type, String detail) {
        return Optional.of(Ruling.refused(type, detail));
    }
}
