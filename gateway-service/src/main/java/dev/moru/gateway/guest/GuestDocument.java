package dev.moru.gateway.guest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine or container on a cluster.
 *
 * @param type {@code qemu} or {@code lxc}
 * @param relation {@code managed}, {@code unmanaged}, {@code foreign} or {@code template}
 * @param server the server it is, when managed
 * @param observedAt when the cluster was last listed with a difference
 */
record GuestDocument(
        int vmId,
        String type,
        @Nullable String name,
        String node,
        String status,
        String relation,
        @Nullable UUID server,
        Instant observedAt) {}
