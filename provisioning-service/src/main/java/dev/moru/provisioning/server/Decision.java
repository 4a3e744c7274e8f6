package dev.moru.provisioning.server;

import dev.moru.contracts.Event;
import java.util.List;

/**
 * What a message leads to.
 *
 * @param events in order, all about this server
 * @param orders for participants, in order
 * @param moves how turns went through their table
 * @param stopWork whether work that is under way for the server is asked to stop
 * @param freed whether VM id and addresses of the server are free again
 * @param strayAnswer whether the message answered a turn that nobody has been handed
 * @param cleanupLeft whether they stay taken until the reconciler has cleaned up
 */
public record Decision(
        ServerState next,
        List<Event> events,
        List<TurnWork> work,
        List<PartOrder> orders,
        List<TurnMove> moves,
        boolean stopWork,
        boolean freed,
        boolean cleanupLeft,
        boolean strayAnswer) {

    public Decision {
        events = List.copyOf(events);
        work = List.copyOf(work);
        orders = List.copyOf(orders);
        moves = List.copyOf(moves);
    }

    /** Whether there is nothing to store, send or count. */
    public boolean changesNothingOf(ServerState before) {
        return next.equals(before) && events.isEmpty() && orders.isEmpty() && !strayAnswer;
    }
}
