package dev.moru.provisioning.site;

import java.util.List;
import java.util.Set;

/**
 * What placement looks at.
 *
 * @param takenVmIds every VM id in use on the cluster, of containers and templates too
 */
public record SiteCapacity(List<NodeCapacity> nodes, Set<Integer> takenVmIds) {

    public SiteCapacity {
        nodes = List.copyOf(nodes);
        takenVmIds = Set.copyOf(takenVmIds);
    }
}
