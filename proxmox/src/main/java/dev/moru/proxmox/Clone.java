package dev.moru.proxmox;

/** What a clone is to be. Processors, memory, cloud-init and disk sizes are configured afterwards. */
public final class Clone {

    private final Parameters parameters;

    private Clone(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Independent of its source. */
    public static Clone full(int newVmid) {
        return new Clone(Parameters.of("newid", newVmid).with("full", true));
    }

    /** On top of a template's disks, where the storage can do that. Takes neither another storage nor a format. */
    public static Clone linked(int newVmid) {
        return new Clone(Parameters.of("newid", newVmid).with("full", false));
    }

    public Clone name(String name) {
        return with("name", name);
    }

    /** Set by the cloning call itself, unlike tags, which have to be configured afterwards. */
    public Clone description(String description) {
        return with("description", description);
    }

    public Clone pool(String pool) {
        return with("pool", pool);
    }

    /** Where a full clone's disks go. */
    public Clone storage(String storage) {
        return with("storage", storage);
    }

    /** Another node, which is possible only when all disks are on shared storage. */
    public Clone targetNode(String node) {
        return with("target", node);
    }

    private Clone with(String name, String value) {
        return new Clone(parameters.with(name, value));
    }

    Parameters parameters() {
        return parameters;
    }
}
