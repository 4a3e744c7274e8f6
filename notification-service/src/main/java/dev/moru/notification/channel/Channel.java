package dev.moru.notification.channel;

import dev.moru.contracts.notification.ChannelSpec;
import java.util.Optional;

/** A sort of channel. A new one is a package beside {@code webhook} with a bean of this type. */
public interface Channel {

    /** What a channel's spec calls it. */
    String type();

    /** Why nothing can ever be sent with this spec, for people; empty when something can. */
    Optional<String> objectionTo(ChannelSpec spec);

    /**
     * Sends a message once and waits for the answer, no longer than the message's budget. The same message may have been
     * sent before, also when its answer was lost; its id is then the same.
     */
    Answer send(Message message);
}
