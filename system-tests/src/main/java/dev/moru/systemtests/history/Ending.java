package dev.moru.systemtests.history;

import dev.moru.contracts.operation.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How an operation ended, as its owner told it.
 *
 * @param event the id of the terminal event; a record that was published twice has the same one
 * @param server whose turn it was, if it was one; a backup is tried on one of its own, of which nobody else hears
 * @param kept whether the target is there afterwards
 * @param toldAt when it was told, by the clock that everybody has but the services
 */
public record Ending(UUID event, UUID server, Operation operation, boolean kept, Instant toldAt) {

    private static final Set<String> OF_PARTICIPANTS = Set.of("configure", "watch");
    private static final String TRIAL = "backup.verify";

    public boolean isOnServer() {
        var onServers =
                operation.target().kind().equals("server") && !operation.kind().equals("server.bulk");
        return onServers || operation.kind().equals(TRIAL);
    }

    /** Empty when its turn never came. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(operation.startedAt());
    }

    public Instant endedAt() {
        return Optional.ofNullable(operation.endedAt()).orElse(operation.updatedAt());
    }

    public boolean isDeletion() {
        return operation.kind().equals("server.delete");
    }

    /** Whether it was a participant whose turn it was then, for which a deletion does not wait. */
    public boolean isHandedOver(Instant at) {
        return operation.steps().stream()
                .filter(step -> OF_PARTICIPANTS.contains(step.name()) && step.startedAt() != null)
                .anyMatch(step ->
                        !at.isBefore(step.startedAt()) && (step.endedAt() == null || !at.isAfter(step.endedAt())));
    }

    @Override
    public String toString() {
        return "%s %s of %s ended %s (%s to %s)"
                .formatted(
                        operation.kind(), operation.id(), server, operation.state(), operation.startedAt(), endedAt());
    }
}
