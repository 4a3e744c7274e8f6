package dev.moru.proxmox;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One Proxmox VE cluster.
 *
 * <p>All calls block, and end within the time-out of the view that they are made on. They throw {@link ProxmoxException}
 * only. Reads fail over between the endpoints; a write is sent to another endpoint only when it is certain that nothing
 * left for the first. Safe for use by many threads; closing a view closes the client.
 */
public final class ProxmoxClient implements AutoCloseable {

    private final Api api;

    private ProxmoxClient(Api api) {
        this.api = api;
    }

    /** Connects with the first call, not before. */
    public static ProxmoxClient of(ProxmoxSettings settings) {
        return of(settings, Ticker.SYSTEM);
    }

    static ProxmoxClient of(ProxmoxSettings settings, Ticker ticker) {
        return new ProxmoxClient(new Api(new ClusterConnection(settings, ticker), settings::callTimeout));
    }

    /** The same client, each of whose calls takes at most this long in total. */
    public ProxmoxClient within(Duration callTimeout) {
        ProxmoxSettings.requirePositive(callTimeout);
        return within(() -> callTimeout);
    }

    /**
     * The same client, which asks before each call how long that may take in total: for a caller whose right to act ends
     * at some time. What the supplier throws comes out of the call, and nothing is sent.
     */
    public ProxmoxClient within(Supplier<Duration> callTimeouts) {
        return new ProxmoxClient(api.within(callTimeouts));
    }

    /** Asks every endpoint for its version, one after the other, each within the call's time-out. */
    public List<EndpointCheck> checkEndpoints() {
        var question = Call.of(Call.Method.GET, Route.of("version"), Parameters.none());
        return api.connection().check(question, api.limit());
    }

    public Version version() {
        return api.get(Version.class, Route.of("version"));
    }

    public Cluster cluster() {
        return new Cluster(api);
    }

    public List<NodeSummary> nodes() {
        return api.list(NodeSummary.class, Route.of("nodes"));
    }

    public Node node(String name) {
        return new Node(api, name);
    }

    public Task task(Upid upid) {
        return new Task(api, upid);
    }

    public Pools pools() {
        return new Pools(api);
    }

    public Access access() {
        return new Access(api);
    }

    @Override
    public void close() {
        api.connection().close();
    }
}
