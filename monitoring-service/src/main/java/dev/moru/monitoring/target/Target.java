package dev.moru.monitoring.target;

import dev.moru.contracts.server.Address;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as far as monitoring cares.
 *
 * @param address the first that it has; null as long as it has none
 * @param running whether it was seen running
 * @param simulated whether there is nothing real behind it
 * @param revision counts what its owner has told
 */
public record Target(
        UUID server,
        String name,
        String project,
        String site,
        @Nullable String node,
        @Nullable String address,
        List<String> roles,
        ServerPhase phase,
        boolean running,
        boolean simulated,
        long revision) {

    /** One that was stopped or does not answer is watched all the same: that it is down is what people want to know. */
    private static final Set<ServerPhase> WATCHED =
            EnumSet.of(ServerPhase.READY, ServerPhase.STOPPED, ServerPhase.UPDATING, ServerPhase.UNREACHABLE);

    public Target {
        roles = List.copyOf(roles);
    }

    public static Target of(ServerSnapshot server) {
        var status = server.status();
        return new Target(
                server.id(),
                server.name(),
                server.project(),
                server.spec().site(),
                status.node(),
                status.addresses().stream().findFirst().map(Address::address).orElse(null),
                server.spec().roles(),
                status.phase(),
                status.power().equals("running"),
                server.simulated(),
                server.revision());
    }

    /** Whether Prometheus is told of it. */
    public boolean isListed() {
        return WATCHED.contains(phase) && address != null;
    }

    /** Whether Prometheus is told of it when it was its turn to be watched, which is the last but one of its creation. */
    public boolean isListedOnceWatched() {
        return isListed() || (phase == ServerPhase.CREATING && address != null);
    }
}
