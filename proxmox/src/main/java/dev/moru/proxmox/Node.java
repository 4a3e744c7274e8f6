package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.POST;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One node of the cluster, addressed by its cluster name (never by a host name). */
public final class Node {

    private final Api api;
    private final String name;
    private final Route route;

    Node(Api api, String name) {
        this.api = api;
        this.name = name;
        this.route = Route.of("nodes", name);
    }

    public NodeStatus status() {
        return api.get(NodeStatus.class, route.at("status"));
    }

    /** The node's clock, to a second. */
    public Instant time() {
        return Instant.ofEpochSecond(
                api.get(JsonNode.class, route.at("time")).path("time").asLong());
    }

    public List<StorageSummary> storages() {
        return api.list(StorageSummary.class, route.at("storage"));
    }

    public Storage storage(String storage) {
        return new Storage(api, route.at("storage", storage), storage);
    }

    /** Bridges, SDN networks included, that a network card can be attached to and the caller may use. */
    public List<NetworkInterface> bridges() {
        return networks("any_bridge");
    }

    /** @param type {@code bridge}, {@code bond}, {@code any_bridge}, ... */
    public List<NetworkInterface> networks(String type) {
        return api.list(NetworkInterface.class, route.at("network"), Parameters.of("type", type));
    }

    public List<NetworkInterface> networks() {
        return api.list(NetworkInterface.class, route.at("network"));
    }

    public List<TaskEntry> tasks(TaskFilter filter) {
        return api.list(TaskEntry.class, route.at("tasks"), filter.parameters());
    }

    /** Virtual machines of this node. */
    public List<GuestSummary> guests() {
        return api.list(GuestSummary.class, route.at("qemu"));
    }

    /** Containers of this node. */
    public List<GuestSummary> containers() {
        return api.list(GuestSummary.class, route.at("lxc"));
    }

    public Qemu qemu(int vmid) {
        return new Qemu(api, name, route.at("qemu", vmid), vmid);
    }

    /** Creates a virtual machine from configuration keys ({@code name}, {@code net0}, ...), or restores an archive. */
    public Upid createQemu(int vmid, Parameters parameters) {
        return api.task(POST, route.at("qemu"), parameters.with("vmid", vmid));
    }

    /** The description of the guest that a backup was taken of, as it was then. */
    public String archivedDescription(String volid) {
        return api.get(JsonNode.class, route.at("vzdump", "extractconfig"), Parameters.of("volume", volid))
                .asString()
                .lines()
                .filter(line -> line.startsWith("#") && !line.startsWith("#qmdump#"))
                .map(line -> PercentEncoding.decode(line.substring(1)))
                .collect(Collectors.joining("\n"));
    }

    /** Backs up guests of this node to a storage ({@code vmid}, {@code storage}, {@code mode}, ...). */
    public Upid vzdump(Parameters parameters) {
        return api.task(POST, route.at("vzdump"), parameters);
    }
}
