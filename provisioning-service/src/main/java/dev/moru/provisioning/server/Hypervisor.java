package dev.moru.provisioning.server;

import dev.moru.provisioning.site.HypervisorFailure;
import java.util.Optional;

/**
 * Whole operations on guests of a site.
 *
 * <p>Each may be begun again after a crash at any point, with the same request and the last checkpoint, and then adopts
 * what it finds instead of repeating it. Every stop, overwrite, or destroy reads the mark right before and refuses on a
 * mismatch.
 *
 * <p>Each throws {@link HypervisorFailure} when it cannot, and {@link EffectStopped} when it stopped because that was asked
 * for. One that ends normally although a stop was asked for was too late to stop.
 */
public interface Hypervisor {

    /** The driver, as in the site's spec. */
    String driver();

    /**
     * Makes the guest of the intent, with the mark, shapes it, boots it unless it shall stay off, and waits until it is ready.
     * Steps: {@code clone} or {@code restore}, and {@code boot}.
     */
    GuestState create(CreateGuest request, Execution execution);

    /**
     * Makes the guest of the intent from a backup, with its network cards unplugged, boots it, and looks whether it comes up.
     * Removing it is the caller's. Steps: {@code restore}, {@code boot}, {@code look}.
     */
    GuestState tryOut(CreateGuest request, Execution execution);

    /**
     * Overwrites the guest with an archive of it, under a mark with the operation that does it; what is no archive of it is
     * refused. It can't be stopped once it has begun to overwrite. Steps: {@code stop}, {@code restore}, and {@code boot} where
     * that was asked for.
     */
    GuestState restore(RestoreGuest request, Execution execution);

    /** Steps: {@code shutdown}, {@code boot}, as the action needs them. What is so already is a success. */
    GuestState power(PowerGuest request, Execution execution);

    /** Brings the guest from one spec to another. Steps: {@code apply}, and {@code restart} where that was asked for. */
    GuestState update(UpdateGuest request, Execution execution);

    /**
     * Stops and destroys the guest with all its disks. One that is not there is a success. Steps: {@code stop},
     * {@code destroy}.
     */
    void delete(DeleteGuest request, Execution execution);

    /**
     * Takes over a guest that Moru did not make: appends the mark to its description. Steps: {@code inspect}, {@code mark}.
     * Refuses templates, locked guests and another installation's mark as permanent failures.
     */
    AdoptedGuest adopt(AdoptGuest request, Execution execution);

    /** The guest with its mark, as it stands now; empty when the VM id is free or taken by something that is not it. */
    Optional<GuestState> find(GuestRef guest, Execution execution);
}
