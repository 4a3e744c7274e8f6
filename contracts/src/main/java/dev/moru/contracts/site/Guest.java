package dev.moru.contracts.site;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine or container on a cluster.
 *
 * @param type {@code qemu} or {@code lxc}
 * @param relation {@code managed}, {@code unmanaged}, {@code foreign} or {@code template}
 * @param server the server it is, when managed
 */
public record Guest(
        int vmId,
        String type,
        @Nullable String name,
        String node,
        String status,
        String relation,
        @Nullable UUID server) {}
