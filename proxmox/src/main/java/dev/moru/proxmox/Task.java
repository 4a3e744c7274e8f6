package dev.moru.proxmox;

import static dev.moru.proxmox.Call.Method.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A task, asked about on the node where its worker runs. A known {@link Upid} is all that is needed to resume waiting. */
public final class Task {

    private final Api api;
    private final Upid upid;
    private final Route route;

    Task(Api api, Upid upid) {
        this.api = api;
        this.upid = upid;
        this.route = Route.of("nodes", upid.node(), "tasks", upid);
    }

    public Upid upid() {
        return upid;
    }

    public TaskStatus status() {
        return api.get(TaskStatus.class, route.at("status"));
    }

    /**
     * Lines of the log, empty when there are none yet.
     *
     * @param start how many lines to leave out
     */
    public List<TaskLine> log(int start, int limit) {
        var parameters = Parameters.of("start", start).with("limit", limit);
        return api.list(TaskLine.class, route.at("log"), parameters).stream()
                .filter(line -> !"no content".equals(line.text()))
                .toList();
    }

    /** Asks the worker to stop; how the task ends is seen by waiting for it. */
    public void stop() {
        api.done(DELETE, route, Parameters.none());
    }

    /** Waits for the end, at most this long and half a second for the last look. */
    public TaskOutcome await(Duration limit) throws InterruptedException {
        return new TaskWait(api, upid, limit).untilEnd();
    }

    /**
     * Waits for the end as {@link #await(Duration)} does, and hands on each new line of the log.
     *
     * @param knownLines how many lines are known from before a restart, and not handed on again
     */
    public TaskOutcome await(Duration limit, int knownLines, Consumer<TaskLine> onLine) throws InterruptedException {
        return await(limit, knownLines, onLine, () -> false);
    }

    /**
     * Waits as {@link #await(Duration, int, Consumer)} does, and no longer than the caller wants to.
     *
     * @param leaveOff asked between looks; true ends the wait, not the task
     */
    public TaskOutcome await(Duration limit, int knownLines, Consumer<TaskLine> onLine, BooleanSupplier leaveOff)
            throws InterruptedException {
        return new TaskWait(api, upid, limit)
                .following(knownLines, onLine)
                .unless(leaveOff)
                .untilEnd();
    }
}
