package dev.moru.notification.delivery;

import dev.moru.notification.channel.ConfiguredChannel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sends deliveries when they are due. Every call joins the running transaction. */
public interface DispatchQueue {

    void send(List<Sending> sendings);

    /** Ends the pause of a delivery that waits for its next attempt. */
    void sendNow(UUID delivery);

    /**
     * A delivery that is due after a pause.
     *
     * @param doubtful whether it may well fail: such ones never take all there is of workers
     */
    record Sending(UUID delivery, UUID channel, boolean doubtful, Duration pause) {

        static Sending first(Dispatch dispatch, ConfiguredChannel channel) {
            return new Sending(dispatch.delivery().id(), channel.id(), channel.ailing(), Duration.ZERO);
        }

        /** The next attempt after one that did not work. */
        static Sending next(Dispatch dispatch) {
            var delivery = dispatch.delivery();
            return new Sending(delivery.id(), delivery.channelId(), true, dispatch.pause());
        }

        /** One more that somebody asks for. */
        static Sending again(Dispatch dispatch) {
            var delivery = dispatch.delivery();
            return new Sending(delivery.id(), delivery.channelId(), false, Duration.ZERO);
        }
    }
}
