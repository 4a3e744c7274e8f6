package dev.moru.lab.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be made to go wrong. The name on the wire is the lower-case one with dashes. */
public enum FaultKind {
    /** The answer comes {@code delay} later. */
    LATENCY,
    /** {@code status} (500) with {@code text}, before anything happened. */
    ERROR,
    /** The file lock of the VM is not had in time. */
    LOCK_FILE,
    /** The VM looks locked by {@code text} (backup). */
    LOCK_CONFIG,
    /** The storage's lock is not had in time. */
    LOCK_STORAGE,
    /** The proxy between nodes can't connect. */
    PROXY_595,
    /** The proxy between nodes times out; with {@code after} the call has its effect all the same. */
    PROXY_596,
    /** An HTML page of {@code status} (502), as a reverse proxy sends it. */
    HTML,
    /** The request is taken and never answered; with {@code after} it has its effect. */
    HALF_OPEN,
    /** The connection is cut instead of an answer; with {@code after} the call has its effect. */
    HANG_UP,
    /** No write is taken. */
    NO_QUORUM,
    /** The task that the call starts fails with {@code text} before its last step. */
    TASK_FAIL,
    /** The task that the call starts takes {@code factor} (10) times as long. */
    TASK_SLOW,
    /** The task runs, but its UPID is unknown from the start. */
    TASK_LOST,
    /** The task's worker dies half-way: {@code unexpected status}. */
    TASK_DIES,
    /** The node {@code target} is off the network. */
    NODE_OFFLINE,
    /** Nothing more fits on storage {@code target}. */
    STORAGE_FULL,
    /** The guest agent of VM {@code target} never answers. */
    AGENT_NEVER,
    /** The API token {@code target} is refused. */
    TOKEN_REVOKED,
    /** {@code /cluster/resources} is {@code delay} (10 s) old, existence of guests included. */
    STALE_RESOURCES;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
