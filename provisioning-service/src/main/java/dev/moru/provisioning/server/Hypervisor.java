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
     * Clones the image to the VM id of the intent, with the mark, shapes it, boots it and waits until it is ready. Steps:
     * {@code clone}, {@code boot}.
     */
    GuestState create(CreateGuest request, Execution execution);

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
