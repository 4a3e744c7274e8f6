package dev.moru.provisioning.server;

import org.jspecify.annotations.Nullable;

/**
 * The removal of a guest.
 *
 * @param openIntent whether its creation did not end: then what stands under the VM id without a mark may be Moru's own
 *     clone in progress (the mark's operation is the creation's)
 * @param creation how far that creation was, if it stored anything
 */
public record DeleteGuest(
        GuestRef guest, boolean openIntent, @Nullable Checkpoint creation) {}
