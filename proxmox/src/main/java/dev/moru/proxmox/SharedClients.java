package dev.moru.proxmox;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client for each cluster as it is configured at a time, for many threads. A client of an older revision, or of a cluster that
 * is forgotten, goes on with what it is at, and is closed when nobody uses it any more.
 */
public final class SharedClients implements AutoCloseable {

    private final Map<Key, Shared> open = new HashMap<>();

    private record Key(UUID cluster, long revision) {}

    private static final class Shared {

        private final ProxmoxClient client;
        private int users;
        private boolean forgotten;

        private Shared(ProxmoxClient client) {
            this.client = client;
        }
    }

    /**
     * Does something at a cluster.
     *
     * @param revision rises whenever the cluster is configured anew
     * @param connect makes the client of this revision; it may take its time, and what it throws comes out of here
     */
    public <T> T at(UUID cluster, long revision, Supplier<ProxmoxClient> connect, Function<ProxmoxClient, T> work) {
        var key = new Key(cluster, revision);
        var shared = take(key, connect);
        try {
            return work.apply(shared.client);
        } finally {
            giveBack(shared);
        }
    }

    /** Forgets all other clusters. */
    public synchronized void retain(Set<UUID> clusters) {
        open.forEach((key, shared) -> shared.forgotten = !clusters.contains(key.cluster()));
        closeOutdated();
    }

    private Shared take(Key key, Supplier<ProxmoxClient> connect) {
        var known = use(key, null);
        // Not under the lock: a secret store may take its time, and other clusters must not wait for it.
        return known == null ? Objects.requireNonNull(use(key, connect.get())) : known;
    }

    private synchronized @Nullable Shared use(Key key, @Nullable ProxmoxClient fresh) {
        var shared = open.get(key);
        if (shared == null && fresh == null) {
            return null;
        }
        if (shared == null) {
            shared = new Shared(Objects.requireNonNull(fresh));
            open.put(key, shared);
        } else if (fresh != null) {
            fresh.close();
        }
        shared.users++;
        shared.forgotten = false;
        closeOutdated();
        return shared;
    }

    private synchronized void giveBack(Shared shared) {
        shared.users--;
        closeOutdated();
    }

    private void closeOutdated() {
        open.entrySet().removeIf(entry -> {
            var shared = entry.getValue();
            boolean outdated = shared.users == 0 && (shared.forgotten || hasNewer(entry.getKey()));
            if (outdated) {
                shared.client.close();
            }
            return outdated;
        });
    }

    private boolean hasNewer(Key key) {
        return open.keySet().stream()
                .anyMatch(other -> other.cluster().equals(key.cluster()) && other.revision() > key.revision());
    }

    /** Closes all of them, also those in use. */
    @Override
    public synchronized void close() {
        open.values().forEach(shared -> shared.client.close());
        open.clear();
    }
}
