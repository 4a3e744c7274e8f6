package dev.moru.provisioning.server;

import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.ServerSpec;
import java.util.List;

/**
 * A change of a guest.
 *
 * @param before what was in force
 * @param after what is wanted
 * @param disks the disks of {@code after} with their storages
 */
public record UpdateGuest(
        GuestRef guest, ServerSpec before, ServerSpec after, List<ResolvedDisk> disks, ApplyMode apply) {

    public UpdateGuest {
        disks = List.copyOf(disks);
    }
}
