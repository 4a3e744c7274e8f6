package dev.moru.contracts.server;

import dev.moru.contracts.site.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is there, as last observed.
 *
 * @param power {@code running}, {@code stopped} or {@code unknown}
 * @param agent {@code running}, {@code absent} or {@code unknown}
 * @param lock the hypervisor's lock on the virtual machine, if any
 * @param pending changes that wait for the next boot, as text
 */
public record ServerStatus(
        ServerPhase phase,
        String power,
        @Nullable String site,
        @Nullable String node,
        @Nullable Integer vmId,
        List<Address> addresses,
        String agent,
        @Nullable String lock,
        List<String> pending,
        Instant observedAt,
        List<Condition> conditions) {

    public ServerStatus {
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        pending = pending == null ? List.of() : List.copyOf(pending);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}
