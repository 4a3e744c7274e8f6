package dev.moru.gateway.server.web;

import dev.moru.contracts.Names;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which virtual machine is to become a server.
 *
 * @param name {@code vm-<vmId>} when it is left out
 */
record AdoptRequest(
        @Nullable String site,
        @Nullable Integer vmId,
        @Nullable String name) {

    private static final int LEAST_VM_ID = 100;

    Optional<Problem> problem() {
        var complaints = new Complaints();
        complaints.require(site != null, "/site", "a site must be named");
        complaints.require(vmId != null && vmId >= LEAST_VM_ID, "/vmId", "a VM id, from " + LEAST_VM_ID);
        complaints.require(Names.isValid(serverName()), "/name", "a name matches " + Names.PATTERN);
        return complaints.problem();
    }

    String serverName() {
        return name == null ? "vm-" + vmId : name;
    }
}
