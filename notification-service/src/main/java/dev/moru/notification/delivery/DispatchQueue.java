package dev.moru.notification.delivery;

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
     * @param way which others it may have to wait for
     */
    record Sending(UUID delivery, UUID channel, Way way, Duration pause) {

        /** What an attempt shares with others. */
        public enum Way {
            ORDINARY,
            /** It may well fail: such ones never take all there is of workers. */
            DOUBTFUL,
            /** Somebody looks on, perhaps because the channel ails: it does not stand behind what has piled up there. */
            AWAITED
        }

        static Sending first(Dispatch dispatch, boolean doubtful) {
            var delivery = dispatch.delivery();
            return new Sending(
                    delivery.id(), delivery.channelId(), doubtful ? Way.DOUBTFUL : Way.ORDINARY, Duration.ZERO);
        }

        /** The next attempt after one that did not work. */
        static Sending next(Dispatch dispatch) {
            var delivery = dispatch.delivery();
            return new Sending(delivery.id(), delivery.channelId(), Way.DOUBTFUL, dispatch.pause());
        }

        /** One more that somebody asks for. */
        static Sending again(Dispatch dispatch) {
            var delivery = dispatch.delivery();
            return new Sending(delivery.id(), delivery.channelId(), Way.ORDINARY, Duration.ZERO);
        }

        static Sending awaited(Dispatch dispatch) {
            var delivery = dispatch.delivery();
            return new Sending(delivery.id(), delivery.channelId(), Way.AWAITED, Duration.ZERO);
        }
    }
}
