package dev.moru.proxmox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint of a cluster answers.
 *
 * @param certificateEnd when its certificate ends to be valid; null when it has not answered yet
 * @param failure why it cannot be used; null when it can
 */
public record EndpointCheck(
        Endpoint endpoint,
        @Nullable Instant certificateEnd,
        @Nullable ProxmoxException failure) {

    public boolean isUsable() {
        return failure == null;
    }
}
