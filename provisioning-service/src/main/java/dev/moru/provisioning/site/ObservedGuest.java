package dev.moru.provisioning.site;

import dev.moru.contracts.site.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A guest as it stands on a cluster.
 *
 * @param type {@code qemu} or {@code lxc}
 * @param status {@code running}, {@code stopped} or {@code unknown}
 * @param lock the hypervisor's lock, if any
 * @param mark Moru's mark in its description, of whichever installation
 * @param cores null where it was not looked at in detail
 * @param memoryMiB the same
 */
public record ObservedGuest(
        int vmId,
        String type,
        @Nullable String name,
        String node,
        String status,
        boolean template,
        @Nullable String lock,
        @Nullable Mark mark,
        @Nullable Integer cores,
        @Nullable Integer memoryMiB) {}
