package dev.moru.gateway.backup;

import dev.moru.contracts.Names;
import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.gateway.accept.RestoreInPlaceWish;
import dev.moru.gateway.accept.RestoreNewWish;
import dev.moru.gateway.accept.Wish;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Caller;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a backup is to be brought back.
 *
 * @param target {@code new}, or {@code inPlace}, which overwrites the disks of the server
 * @param name of a new server; that of the server of which the backup was taken when it is left out
 * @param storageClass of all disks; where they were when it is left out
 * @param start whether the server is started then; it stays stopped when this is left out
 */
record RestoreRequest(
        @Nullable RestoreTarget target,
        @Nullable String name,
        @Nullable String storageClass,
        @Nullable Boolean start) {

    /** A server made of a backup is a new one like any other. */
    private static final String CREATE = "server:create";

    void check(Caller caller) {
        var complaints = new Complaints();
        complaints.require(target != null, "/target", "new or inPlace");
        complaints.require(name == null || Names.isValid(name), "/name", "a name matches " + Names.PATTERN);
        complaints.require(
                name == null || target != RestoreTarget.IN_PLACE,
                "/name",
                "a server that is overwritten keeps its name");
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
        if (target == RestoreTarget.NEW && !caller.may(CREATE)) {
            throw Problem.of(ProblemType.FORBIDDEN, "a new server needs " + CREATE)
                    .asException();
        }
    }

    Wish wish(Backup backup) {
        var started = Boolean.TRUE.equals(start);
        return target == RestoreTarget.IN_PLACE
                ? new RestoreInPlaceWish(backup, storageClass, started)
                : new RestoreNewWish(
                        Incoming.newId(),
                        Objects.requireNonNullElse(name, backup.server()),
                        backup,
                        storageClass,
                        started);
    }
}
