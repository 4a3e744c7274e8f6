package dev.moru.monitoring.target;

import java.util.Collection;
import java.util.List;

/** Keeps what is known of servers. */
public interface Targets {

    /** Takes over newer states in the running transaction; what is older than what is known is left out. */
    void store(Collection<Target> targets);

    /** Takes a server over whose turn it is to be watched, and has it listed before it is ready. */
    void watch(Target target);

    /** Those that Prometheus is told of. */
    List<Target> listed();

    /** How many servers run. */
    long active();
}
