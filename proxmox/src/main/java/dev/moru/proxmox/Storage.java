package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.DELETE;

import java.util.List;
import java.util.Optional;

/** One storage, seen from one node. */
public final class Storage {

    private final Api api;
    private final Route route;
    private final String name;

    Storage(Api api, Route route, String name) {
        this.api = api;
        this.route = route;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public StorageSummary status() {
        return api.get(StorageSummary.class, route.at("status"));
    }

    public List<StorageContent> content() {
        return api.list(StorageContent.class, route.at("content"));
    }

    /** The volumes of one kind: {@code images}, {@code iso}, {@code backup}, ... */
    public List<StorageContent> content(String kind) {
        return api.list(StorageContent.class, route.at("content"), Parameters.of("content", kind));
    }

    /** The volumes that belong to one guest. */
    public List<StorageContent> contentOf(int vmid) {
        return api.list(StorageContent.class, route.at("content"), Parameters.of("vmid", vmid));
    }

    /** Deletes a volume; empty when that was done at once. */
    public Optional<Upid> delete(String volid) {
        return api.taskOrDone(DELETE, route.at("content", volid), Parameters.none());
    }
}
