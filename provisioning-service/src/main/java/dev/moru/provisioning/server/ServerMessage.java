package dev.moru.provisioning.server;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationFailure;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.turn.TurnAction;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnProgressed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can move a server. */
public sealed interface ServerMessage {

    /**
     * A command has come.
     *
     * @param operation as accepted: its steps pending, its deadline set
     * @param released whether it may run as soon as its turn comes; false for a child of a bulk operation
     */
    record TurnRequested(TurnRequest request, List<ConfigurationRef> requires, Operation operation, boolean released)
            implements ServerMessage {}

    /** A participant wants a turn that nobody has asked the gateway for. */
    record TurnWanted(TurnRequest request, TurnAction action, Operation operation) implements ServerMessage {}

    /** A participant has come further with its part. */
    record PartProgressed(TurnProgressed progress) implements ServerMessage {}

    /** A participant gives a turn back. */
    record PartAnswered(TurnAnswered answer) implements ServerMessage {}

    /** The installation was restored from a backup; participants may not have heard what they were told after it. */
    record Restored() implements ServerMessage {}

    /** A command could not be handled at all; its operation must end nevertheless. */
    record CommandLost(Operation operation, String reason) implements ServerMessage {}

    /** Somebody wants an operation to stop. */
    record CancelRequested(UUID operation) implements ServerMessage {}

    /** The bulk operation lets its child run. */
    record ChildReleased(UUID operation) implements ServerMessage {}

    /** Configuration was applied; what waits for it may go on. */
    record ConfigurationMoved() implements ServerMessage {}

    /** It is as late as {@link Surroundings#now} says. */
    record TimePassed() implements ServerMessage {}

    /**
     * Placement, VM id and addresses were drawn.
     *
     * @param madeBefore whether the VM id is that of a guest which the operation has made before a restore
     */
    record Reserved(long turn, Reservation reservation, String driver, boolean simulated, boolean madeBefore)
            implements ServerMessage {}

    /** Steps of an effect have moved. */
    record StepsMoved(long turn, EffectNews news) implements ServerMessage {}

    /** The effect of a turn waits: for a lane, for its site. */
    record EffectWaits(long turn, String waitingFor) implements ServerMessage {}

    /** The effect of a turn failed for now and is tried again. */
    record EffectObstructed(long turn, String message, String waitingFor, EffectNews news) implements ServerMessage {}

    /** The effect of a turn has succeeded. */
    record EffectSucceeded(long turn, EffectResult result, EffectNews news) implements ServerMessage {}

    /** The effect of a turn has failed for good. */
    record EffectFailed(
            long turn, OperationFailure failure, @Nullable Checkpoint checkpoint, EffectNews news)
            implements ServerMessage {}

    /** The effect of a turn has stopped, as it was asked to. */
    record EffectStoppedEarly(long turn, @Nullable Checkpoint checkpoint, EffectNews news) implements ServerMessage {}

    /** The effect of a turn was stopped, or taken back, before its first write to the site; it will not happen. */
    record EffectNotBegun(long turn, EffectNews news) implements ServerMessage {}

    /** The site does not answer while the effect of a turn should stop; nobody is at work on it any more. */
    record EffectUnanswered(long turn, String detail) implements ServerMessage {}

    /** Nothing is left of what a turn made. */
    record RolledBack(long turn) implements ServerMessage {}

    /** What a turn made cannot be removed now; the reconciler goes on. */
    record RollBackFailed(long turn, String detail) implements ServerMessage {}

    /** The reconciler saw that nothing is left of an ended operation. */
    record CleanedUp() implements ServerMessage {}

    /**
     * The reconciler saw the server's guest.
     *
     * @param observedAt when the look began
     * @param differences from the spec, one text each
     */
    record GuestSeen(
            Instant observedAt,
            String node,
            String power,
            @Nullable String lock,
            List<String> differences) implements ServerMessage {}

    /** The reconciler did not find the server's guest. */
    record GuestMissing(Instant observedAt) implements ServerMessage {}

    /**
     * The reconciler could not look: the server's site does not answer.
     *
     * @param since when it did not answer for the first time
     */
    record SiteSilent(Instant observedAt, Instant since) implements ServerMessage {}
}
