package dev.moru.gateway.fold;

import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.server.ServerSpec;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of operations change of a server's desired state.
 *
 * @param spec null until an adoption has told what is there
 * @param goneWhenClean whether nothing is kept of it, and its name only waits until the last leftover is removed
 * @param gone whether its name is free
 */
record Head(
        UUID id,
        long version,
        @Nullable ServerSpec spec,
        int openOperations,
        boolean deleting,
        boolean goneWhenClean,
        boolean gone) {

    private static final String DELETE = "server.delete";

    /** @param accepted whether the operation was accepted here, and so was counted */
    Head on(OperationEnded end, boolean accepted) {
        int open = accepted ? Math.max(0, openOperations - 1) : openOperations;
        boolean deleteFailed = end.kept() && end.operation().kind().equals(DELETE);
        boolean dirty = end.operation().cleanup() == CleanupState.PENDING;
        return new Head(
                        id,
                        version,
                        spec,
                        open,
                        deleting && !deleteFailed,
                        goneWhenClean || (!end.kept() && dirty),
                        gone || (!end.kept() && !dirty))
                .inForce(end.spec());
    }

    Head on(OperationCleaned end) {
        boolean clean = end.operation().cleanup() != CleanupState.PENDING;
        return new Head(id, version, spec, openOperations, deleting, goneWhenClean, gone || (goneWhenClean && clean));
    }

    /** While a change is open, what was accepted is newer than what its owner could report. */
    private Head inForce(@Nullable ServerSpec reported) {
        if (openOperations > 0 || reported == null || reported.equals(spec)) {
            return this;
        }
        return new Head(id, version + 1, reported, openOperations, deleting, goneWhenClean, gone);
    }
}
