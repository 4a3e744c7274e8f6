package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.proxmox.ProxmoxFailures;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.Upid;
import java.util.Optional;

/** A task that is over, as far as anybody can tell. */
record TaskEnd(Upid task, TaskOutcome outcome) {

    Optional<TaskOutcome.Failed> failed() {
        return outcome instanceof TaskOutcome.Failed failed ? Optional.of(failed) : Optional.empty();
    }

    HypervisorFailure meaning(TaskOutcome.Failed failed) {
        return ProxmoxFailures.ofTask(task, failed);
    }
}
