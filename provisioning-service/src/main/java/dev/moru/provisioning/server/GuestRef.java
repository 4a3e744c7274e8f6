package dev.moru.provisioning.server;

import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.site.Site;
import java.util.List;
import java.util.UUID;

/**
 * A guest of ours on a site.
 *
 * @param node where it was last seen or is to be made; it may have moved inside the cluster
 * @param mark the mark that it bears, or gets
 * @param networks the names of the networks of its cards, in order; empty: not known
 */
public record GuestRef(Site site, String node, Mark mark, List<String> networks) {

    public GuestRef {
        networks = List.copyOf(networks);
    }

    public int vmId() {
        return mark.vmId();
    }

    public UUID server() {
        return mark.server();
    }
}
