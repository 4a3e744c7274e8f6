package dev.moru.proxmox;

import java.time.Instant;

/** Which tasks of a node to list: running and ended ones alike, the newest first. */
public final class TaskFilter {

    private static final int DEFAULT_LIMIT = 50;

    private final Parameters parameters;

    private TaskFilter(Parameters parameters) {
        this.parameters = parameters;
    }

    public static TaskFilter all() {
        return new TaskFilter(Parameters.of("source", "all").with("limit", DEFAULT_LIMIT));
    }

    public static TaskFilter running() {
        return new TaskFilter(Parameters.of("source", "active").with("limit", DEFAULT_LIMIT));
    }

    /** Those that name this guest. A clone's task names the template, not the new guest. */
    public TaskFilter of(int vmid) {
        return new TaskFilter(parameters.with("vmid", vmid));
    }

    /** {@code qmclone}, {@code qmstart}, ... */
    public TaskFilter type(String type) {
        return new TaskFilter(parameters.with("typefilter", type));
    }

    /** Those started at or after this second of the node's clock. */
    public TaskFilter since(Instant time) {
        return new TaskFilter(parameters.with("since", time.getEpochSecond()));
    }

    public TaskFilter limit(int entries) {
        return new TaskFilter(parameters.with("limit", entries));
    }

    Parameters parameters() {
        return parameters;
    }
}
