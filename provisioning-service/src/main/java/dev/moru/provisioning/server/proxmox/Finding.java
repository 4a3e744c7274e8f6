package dev.moru.provisioning.server.proxmox;

import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;

/** What stands under the VM id of a guest. */
sealed interface Finding {

    /** Nothing, on the whole cluster. */
    record Absent() implements Finding {}

    /** The guest itself: installation, VM id and server of its mark are right. */
    record Ours(Qemu vm, QemuConfig config) implements Finding {}

    /** Something that is being made and bears no mark yet, or the guest itself while it is being made. */
    record Unfinished(Qemu vm) implements Finding {}

    /** The VM id is taken, and no list says by what: something is being moved, or the token may not see it. */
    record Unseen() implements Finding {}

    /** Something else, not to be touched. */
    record Foreign(String what) implements Finding {}
}
