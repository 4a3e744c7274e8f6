package dev.moru.proxmox;

import java.util.List;

/** What is known of the cluster as a whole. */
public final class Cluster {

    private static final Route CLUSTER = Route.of("cluster");
    private static final Route RESOURCES = CLUSTER.at("resources");
    private static final Route NEXT_ID = CLUSTER.at("nextid");

    private final Api api;

    Cluster(Api api) {
        this.api = api;
    }

    public ClusterStatus status() {
        return ClusterStatus.of(api.list(ClusterStatus.Entry.class, CLUSTER.at("status")));
    }

    /**
     * Virtual machines and containers of all nodes that the caller may see. These figures are broadcast every ten
     * seconds: a new guest is at first missing, or {@code unknown} and without a name, and one that moved is still on its
     * old node.
     */
    public List<GuestResource> guests() {
        return api.list(GuestResource.class, RESOURCES, Parameters.of("type", "vm"));
    }

    /** As old as {@link #guests}. */
    public List<NodeResource> nodes() {
        return api.list(NodeResource.class, RESOURCES, Parameters.of("type", "node"));
    }

    /** As old as {@link #guests}; a shared storage appears once per node. */
    public List<StorageResource> storages() {
        return api.list(StorageResource.class, RESOURCES, Parameters.of("type", "storage"));
    }

    /** The recent tasks of all nodes, a little delayed. */
    public List<TaskEntry> tasks() {
        return api.list(TaskEntry.class, CLUSTER.at("tasks"));
    }

    /** The lowest free id. Nothing is reserved by asking: two callers get the same one. */
    public int nextId() {
        return api.get(Integer.class, NEXT_ID);
    }

    /** Whether no guest of the cluster has this id, seen or unseen by the caller. */
    public boolean isFree(int vmid) {
        try {
            api.get(Integer.class, NEXT_ID, Parameters.of("vmid", vmid));
            return true;
        } catch (ProxmoxException.Invalid taken) {
            if (taken.errors().getOrDefault("vmid", "").contains("already exists")) {
                return false;
            }
            throw taken;
        }
    }
}
