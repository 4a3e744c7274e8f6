package dev.moru.proxmox;

import org.jspecify.annotations.Nullable;

/**
 * A configuration key and what becomes of it when the guest is started the next time.
 *
 * @param value in force now; null for none
 * @param pending waiting; null for no change of the value
 * @param delete 1 when the removal waits, 2 when it is forced
 */
public record PendingChange(
        String key, @Nullable String value, @Nullable String pending, int delete) {

    public boolean isPending() {
        return pending != null || delete > 0;
    }
}
