package dev.moru.notification.delivery;

import dev.moru.contracts.notification.TestChannel;
import dev.moru.notification.delivery.DispatchQueue.Sending;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tries a channel. It goes the way of every delivery, so that it reaches nothing that they could not reach. */
public final class ChannelTest {

    private final Dispatches dispatches;
    private final DispatchQueue queue;
    private final Clock clock;

    public ChannelTest(Dispatches dispatches, DispatchQueue queue, Clock clock) {
        this.dispatches = dispatches;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Runs in the transaction that handles the request.
     *
     * @param event the id of what is sent
     * @param project in which it was asked for; absent: the installation
     */
    public void begin(TestChannel wanted, UUID event, @Nullable String project, String body) {
        var dispatch = Dispatch.test(wanted, event, project, clock.instant());
        if (!dispatches.keep(event, body, List.of(dispatch)).isEmpty()) {
            queue.send(List.of(Sending.awaited(dispatch)));
        }
    }
}
