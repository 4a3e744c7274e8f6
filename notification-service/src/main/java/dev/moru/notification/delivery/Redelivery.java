package dev.moru.notification.delivery;

import dev.moru.notification.delivery.DispatchQueue.Sending;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends what was sent or given up once more, under its own id, so that the other side can tell. */
public final class Redelivery {

    private final Dispatches dispatches;
    private final DispatchQueue queue;
    private final Clock clock;

    public Redelivery(Dispatches dispatches, DispatchQueue queue, Clock clock) {
        this.dispatches = dispatches;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Runs in the transaction that handles the request.
     *
     * @param project in which it was asked for; absent: the installation, which may redeliver everything
     * @return whether there is such a delivery
     */
    public boolean redeliver(UUID delivery, @Nullable String project) {
        var found = dispatches.lock(delivery).filter(dispatch -> mayBeSeenBy(project, dispatch));
        found.ifPresent(this::sendAgain);
        return found.isPresent();
    }

    private static boolean mayBeSeenBy(@Nullable String project, Dispatch dispatch) {
        return project == null || Objects.equals(project, dispatch.delivery().project());
    }

    private void sendAgain(Dispatch dispatch) {
        if (dispatch.isPending()) {
            queue.sendNow(dispatch.delivery().id());
        } else {
            dispatches.update(dispatch.sentAgain(clock.instant()));
            queue.send(List.of(Sending.again(dispatch)));
        }
    }
}
