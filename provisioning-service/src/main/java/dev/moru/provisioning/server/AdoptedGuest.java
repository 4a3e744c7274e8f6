package dev.moru.provisioning.server;

import dev.moru.contracts.server.DiskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a guest that was taken over.
 *
 * @param image the template that it was cloned from, if that can be told
 * @param disks {@code storageClass} holds the storage's id
 * @param bridges of its network cards, in order
 */
public record AdoptedGuest(
        GuestState state,
        int cores,
        int memoryMiB,
        List<DiskSpec> disks,
        List<String> bridges,
        String description,
        @Nullable String image) {

    public AdoptedGuest {
        disks = List.copyOf(disks);
        bridges = List.copyOf(bridges);
    }
}
