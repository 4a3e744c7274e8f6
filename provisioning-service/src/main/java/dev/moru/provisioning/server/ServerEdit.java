package dev.moru.provisioning.server;

import dev.moru.contracts.server.Address;
import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStatus;
import dev.moru.contracts.site.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of what is known of a server. It is taken from a snapshot and ends as the next one. */
final class ServerEdit {

    static final String REACHABLE = "Reachable";

    /** The origin of a machine that a backup is tried on. */
    static final String SCRATCH = "scratch";

    private final ServerSnapshot before;
    private final Instant now;
    private ServerSpec spec;
    private String driver;
    private boolean simulated;
    private @Nullable Instant deletedAt;
    private ServerPhase phase;
    private String power;
    private @Nullable String node;
    private @Nullable Integer vmId;
    private List<Address> addresses;
    private String agent;
    private @Nullable String lock;
    private List<String> pending;
    private Instant observedAt;
    private final List<Condition> conditions;

    private ServerEdit(ServerSnapshot before, Instant now) {
        this.before = before;
        this.now = now;
        spec = before.spec();
        driver = before.driver();
        simulated = before.simulated();
        deletedAt = before.deletedAt();
        var status = before.status();
        phase = status.phase();
        power = status.power();
        node = status.node();
        vmId = status.vmId();
        addresses = status.addresses();
        agent = status.agent();
        lock = status.lock();
        pending = status.pending();
        observedAt = status.observedAt();
        conditions = new ArrayList<>(status.conditions());
    }

    static ServerEdit of(ServerSnapshot server, Instant now) {
        return new ServerEdit(server, now);
    }

    /** A server that was asked for and is nowhere yet. */
    static ServerSnapshot unmade(UUID id, String origin, String project, ServerSpec spec, Instant now) {
        var status = new ServerStatus(
                ServerPhase.CREATING,
                "unknown",
                spec.site(),
                null,
                null,
                List.of(),
                "unknown",
                null,
                List.of(),
                now,
                List.of());
        return new ServerSnapshot(
                id, spec.name(), project, spec.kind(), origin, "unknown", spec, status, false, 0, now, now, null);
    }

    /** What is known of a guest before it was looked at. */
    static ServerSpec specOfUninspected(String name, String site) {
        return new ServerSpec(
                name,
                "vm",
                site,
                "unknown",
                null,
                0,
                0,
                List.of(),
                List.of(),
                Placement.ANYWHERE,
                new Login("unknown", List.of()),
                "running",
                List.of(),
                "",
                true,
                OnFailure.KEEP,
                Duration.ofMinutes(30),
                List.of(),
                Map.of(),
                null,
                OnFailure.KEEP);
    }

    ServerEdit phase(ServerPhase now) {
        phase = now;
        return this;
    }

    ServerEdit phaseOfPower() {
        phase = Sighting.of(power).phase();
        return this;
    }

    ServerEdit spec(ServerSpec inForce) {
        spec = inForce;
        return this;
    }

    ServerEdit inspected(AdoptedGuest guest) {
        spec = new ServerSpec(
                spec.name(),
                spec.kind(),
                spec.site(),
                guest.image() == null ? "unknown" : guest.image(),
                null,
                guest.cores(),
                guest.memoryMiB(),
                List.<DiskSpec>copyOf(guest.disks()),
                List.of(),
                spec.placement(),
                spec.login(),
                spec.readiness(),
                spec.tags(),
                guest.description(),
                true,
                spec.onFailure(),
                spec.deadline(),
                spec.roles(),
                spec.roleVariables(),
                spec.backupPolicy(),
                spec.onConfigureFailure());
        return this;
    }

    ServerEdit driver(String name, boolean pretends) {
        driver = name;
        simulated = pretends;
        return this;
    }

    ServerEdit reserved(Reservation reservation) {
        node = reservation.node().isEmpty() ? null : reservation.node();
        vmId = reservation.vmId();
        addresses = reservation.knownAddresses();
        return this;
    }

    ServerEdit seen(GuestState guest) {
        node = guest.node();
        power = guest.power();
        agent = guest.agent();
        lock = guest.lock();
        pending = guest.pending();
        observedAt = now;
        noteReachable();
        var merged = new ArrayList<>(addresses.stream()
                .filter(each -> !each.source().equals("agent"))
                .toList());
        for (var address : guest.addresses()) {
            if (merged.stream().noneMatch(known -> known.address().equals(address.address()))) {
                merged.add(address);
            }
        }
        addresses = merged;
        return this;
    }

    ServerEdit glanced(ServerMessage.GuestSeen seen) {
        node = seen.node();
        power = seen.power();
        lock = seen.lock();
        observedAt = now;
        noteReachable();
        return this;
    }

    /** A server that was never out of reach needs no word about it. */
    private void noteReachable() {
        boolean wasAway = conditions.stream()
                .anyMatch(known ->
                        known.type().equals(REACHABLE) && known.status().equals("false"));
        if (wasAway && Sighting.of(power) != Sighting.NODE_AWAY) {
            condition(REACHABLE, true, "Seen", "its cluster says how it is");
        }
    }

    ServerEdit condition(String type, boolean holds, String reason, String message) {
        var status = Boolean.toString(holds);
        var since = now;
        for (var known : before.status().conditions()) {
            if (known.type().equals(type) && known.status().equals(status)) {
                since = known.since();
            }
        }
        conditions.removeIf(known -> known.type().equals(type));
        conditions.add(new Condition(type, status, reason, message, since));
        return this;
    }

    ServerEdit gone() {
        deletedAt = now;
        power = "unknown";
        lock = null;
        addresses = List.of();
        pending = List.of();
        return this;
    }

    ServerSnapshot done() {
        var status = new ServerStatus(
                phase,
                power,
                before.status().site(),
                node,
                vmId,
                addresses,
                agent,
                lock,
                pending,
                observedAt,
                conditions);
        return new ServerSnapshot(
                before.id(),
                before.name(),
                before.project(),
                before.kind(),
                before.origin(),
                driver,
                spec,
                status,
                simulated,
                before.revision() + 1,
                before.createdAt(),
                now,
                deletedAt);
    }
}
