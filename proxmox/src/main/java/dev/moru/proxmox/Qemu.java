package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.DELETE;
import static dev.moru.proxmox.Call.Method.POST;
import static dev.moru.proxmox.Call.Method.PUT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One virtual machine on one node. After it moved, all calls need its new node: on the old one it does not exist.
 *
 * <p>A call that gives a {@link Upid} has started a task; whether that succeeds is seen by waiting for it. Digests guard
 * a write against a concurrent change; null sends the write without that guard.
 */
public final class Qemu {

    private final Api api;
    private final String node;
    private final Route route;
    private final int vmid;

    Qemu(Api api, String node, Route route, int vmid) {
        this.api = api;
        this.node = node;
        this.route = route;
        this.vmid = vmid;
    }

    public int vmid() {
        return vmid;
    }

    public String node() {
        return node;
    }

    /** The configuration with pending changes merged in. */
    public QemuConfig config() {
        return QemuConfig.of(api.get(JsonNode.class, route.at("config")));
    }

    /** The configuration in force, without pending changes. */
    public QemuConfig currentConfig() {
        return QemuConfig.of(api.get(JsonNode.class, route.at("config"), Parameters.of("current", true)));
    }

    /** The configuration, or empty when this node has no such virtual machine. */
    public Optional<QemuConfig> find() {
        try {
            return Optional.of(config());
        } catch (ProxmoxException.NoSuchGuest absent) {
            return Optional.empty();
        }
    }

    public List<PendingChange> pending() {
        return api.list(PendingChange.class, route.at("pending"));
    }

    public QemuStatus status() {
        return api.get(QemuStatus.class, route.at("status", "current"));
    }

    /** Clones this virtual machine or template; the task's id names this one, not the new one. */
    public Upid clone(Clone clone) {
        return api.task(POST, route.at("clone"), clone.parameters());
    }

    /** Changes the configuration at once; what a running guest cannot take stays pending. Allocates no disks. */
    public void configure(Parameters changes, @Nullable String digest) {
        api.done(PUT, route.at("config"), changes.with("digest", digest));
    }

    /** The same as a task, for changes that allocate or import disks; empty when it was done at once. */
    public Optional<Upid> configureInTask(Parameters changes, @Nullable String digest) {
        return api.taskOrDone(POST, route.at("config"), changes.with("digest", digest));
    }

    /** Rebuilds the cloud-init drive of a running guest from its configuration. */
    public void regenerateCloudInit() {
        api.done(PUT, route.at("cloudinit"), Parameters.none());
    }

    /**
     * Grows a disk to a size, which may be sent twice; an equal size changes nothing. Refusals arrive as the task's
     * outcome. Empty for releases before 8, which are done when they answer.
     */
    public Optional<Upid> resize(String disk, int sizeGiB, @Nullable String digest) {
        var parameters = Parameters.of("disk", disk).with("size", sizeGiB + "G").with("digest", digest);
        return api.taskOrDone(PUT, route.at("resize"), parameters);
    }

    public Upid moveDisk(String disk, String storage, boolean deleteSource, @Nullable String digest) {
        var parameters = Parameters.of("disk", disk)
                .with("storage", storage)
                .with("delete", deleteSource)
                .with("digest", digest);
        return api.task(POST, route.at("move_disk"), parameters);
    }

    /** Makes this stopped virtual machine a template, for good. */
    public Upid toTemplate() {
        return api.task(POST, route.at("template"), Parameters.none());
    }

    /** The task fails when the guest runs already. */
    public Upid start() {
        return power("start", Parameters.none());
    }

    /** Cuts the power; running shutdown tasks are ended first, because they hold the guest's lock. */
    public Upid stop() {
        return power("stop", Parameters.of("overrule-shutdown", true));
    }

    /**
     * Asks the guest to shut down.
     *
     * @param patience how long it may take, to a second
     * @param thenStop whether the power is cut after that; otherwise the task fails
     */
    public Upid shutdown(Duration patience, boolean thenStop) {
        return power("shutdown", Parameters.of("timeout", patience.toSeconds()).with("forceStop", thenStop));
    }

    /** Shuts down and starts again, which applies pending changes. */
    public Upid reboot(Duration patience) {
        return power("reboot", Parameters.of("timeout", patience.toSeconds()));
    }

    private Upid power(String action, Parameters parameters) {
        return api.task(POST, route.at("status", action), parameters);
    }

    /** Destroys a stopped virtual machine with its disks, backup jobs, replication and HA entries. */
    public Upid delete() {
        var parameters = Parameters.of("purge", true).with("destroy-unreferenced-disks", true);
        return api.task(DELETE, route, parameters);
    }

    /** Without the pseudo entry {@code current}. */
    public List<Snapshot> snapshots() {
        return api.list(Snapshot.class, route.at("snapshot")).stream()
                .filter(snapshot -> !"current".equals(snapshot.name()))
                .toList();
    }

    /** @param withMemory whether the running guest's memory is kept too, which needs as much space */
    public Upid takeSnapshot(String name, String description, boolean withMemory) {
        var parameters =
                Parameters.of("snapname", name).with("description", description).with("vmstate", withMemory);
        return api.task(POST, route.at("snapshot"), parameters);
    }

    public Upid rollback(String snapshot) {
        return api.task(POST, route.at("snapshot", snapshot, "rollback"), Parameters.none());
    }

    public Upid deleteSnapshot(String snapshot) {
        return api.task(DELETE, route.at("snapshot", snapshot), Parameters.none());
    }

    public GuestAgent agent() {
        return new GuestAgent(api, route.at("agent"));
    }
}
