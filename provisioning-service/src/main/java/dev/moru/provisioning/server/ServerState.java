package dev.moru.provisioning.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.server.ServerSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a server: what it is, what it holds, and the turns on it in the order of acceptance.
 *
 * @param server null until a creation or adoption was heard of
 * @param reservation what was drawn for it; kept while something may be left of it
 * @param lastTurn the number of the youngest turn
 * @param lost operations whose command was a dead letter: they have ended, and never begin
 * @param cleanup the ended operation whose remains the reconciler still has to remove
 */
public record ServerState(
        UUID id,
        @Nullable ServerSnapshot server,
        @Nullable Reservation reservation,
        List<Turn> turns,
        long lastTurn,
        @Nullable Operation cleanup,
        List<UUID> lost) {

    public ServerState {
        turns = turns == null ? List.of() : List.copyOf(turns);
        lost = lost == null ? List.of() : List.copyOf(lost);
    }

    public static ServerState unheardOf(UUID id) {
        return new ServerState(id, null, null, List.of(), 0, null, List.of());
    }

    /** The turn whose turn it is, or would be. */
    public Optional<Turn> firstTurn() {
        return turns.stream().findFirst();
    }

    /** The turn that the hypervisor is at work for, if there is one. */
    public Optional<Turn> turnAtWork() {
        return turns.stream().filter(Turn::hasWork).findFirst();
    }

    public Optional<Turn> turn(long number) {
        return turns.stream().filter(turn -> turn.number() == number).findFirst();
    }

    Optional<Turn> turnOf(UUID operation) {
        return turns.stream()
                .filter(turn -> turn.operationId().equals(operation))
                .findFirst();
    }

    /** Whether there is a server now, as far as is known. */
    @JsonIgnore
    public boolean isThere() {
        return server != null && server.deletedAt() == null;
    }

    /** Whether it was made or taken over once. */
    @JsonIgnore
    public boolean isProvisioned() {
        return server != null
                && server.status().conditions().stream()
                        .anyMatch(each -> each.type().equals("Provisioned")
                                && each.status().equals("true"));
    }

    /** Whether a turn waits for configuration. */
    @JsonIgnore
    public boolean lacksConfiguration() {
        return has(turn -> turn.stage() == TurnStage.UNCONFIGURED);
    }

    /** When time alone moves something here; empty when nothing waits for time. */
    @JsonIgnore
    public Optional<Instant> dueAt() {
        return turns.stream()
                .map(Turn::dueAt)
                .filter(due -> due.isBefore(Instant.MAX))
                .min(Comparator.naturalOrder());
    }

    boolean has(Predicate<Turn> which) {
        return turns.stream().anyMatch(which);
    }

    ServerState with(ServerSnapshot snapshot) {
        return new ServerState(id, snapshot, reservation, turns, lastTurn, cleanup, lost);
    }

    ServerState holding(@Nullable Reservation drawn) {
        return new ServerState(id, server, drawn, turns, lastTurn, cleanup, lost);
    }

    ServerState leaving(@Nullable Operation uncleaned) {
        return new ServerState(id, server, reservation, turns, lastTurn, uncleaned, lost);
    }

    ServerState losing(UUID operation) {
        var all = new ArrayList<>(lost);
        all.add(operation);
        return new ServerState(id, server, reservation, turns, lastTurn, cleanup, all);
    }

    ServerState append(Turn turn) {
        var all = new ArrayList<>(turns);
        all.add(turn);
        return new ServerState(id, server, reservation, all, turn.number(), cleanup, lost);
    }

    ServerState replace(Turn turn) {
        var all = turns.stream()
                .map(each -> each.number() == turn.number() ? turn : each)
                .toList();
        return new ServerState(id, server, reservation, all, lastTurn, cleanup, lost);
    }

    ServerState remove(Turn turn) {
        var rest = turns.stream().filter(each -> each.number() != turn.number()).toList();
        return new ServerState(id, server, reservation, rest, lastTurn, cleanup, lost);
    }
}
