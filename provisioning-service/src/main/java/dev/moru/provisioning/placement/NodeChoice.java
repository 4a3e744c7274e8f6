package dev.moru.provisioning.placement;

import dev.moru.contracts.site.ImageSource;
import dev.moru.provisioning.server.ResolvedDisk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a server goes, or why it can go nowhere. */
public sealed interface NodeChoice {

    /**
     * A node fits.
     *
     * @param template null where the guest is made from a backup
     * @param reason for people
     */
    record Chosen(String node, @Nullable ImageSource template, List<ResolvedDisk> disks, String reason)
            implements NodeChoice {
        public Chosen {
            disks = List.copyOf(disks);
        }
    }

    /**
     * No node fits.
     *
     * @param detail what each node lacks
     */
    record Rejected(String detail, String hint) implements NodeChoice {}
}
