package dev.moru.notification.delivery;

import dev.moru.notification.channel.Answer;
import dev.moru.notification.channel.ChannelTypes;
import dev.moru.notification.channel.Channels;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.channel.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The first half of an attempt: the call, outside any transaction. After a crash it is made again. */
public final class DeliveryCall {

    private final Dispatches dispatches;
    private final Channels channels;
    private final ChannelTypes types;

    public DeliveryCall(Dispatches dispatches, Channels channels, ChannelTypes types) {
        this.dispatches = dispatches;
        this.channels = channels;
        this.types = types;
    }

    /** @return empty when there is nothing to send any more */
    public Optional<Attempt> make(UUID delivery, Duration budget) {
        return dispatches.find(delivery).filter(Dispatch::isPending).map(dispatch -> attempt(dispatch, budget));
    }

    private Attempt attempt(Dispatch dispatch, Duration budget) {
        return channels.find(dispatch.delivery().channelId())
                .map(channel -> new Attempt(dispatch, answer(channel, dispatch, budget), channel.revision()))
                .orElseGet(() -> new Attempt(dispatch, new Answer.Refused(null, "The channel was removed"), 0));
    }

    private Answer answer(ConfiguredChannel channel, Dispatch dispatch, Duration budget) {
        if (!channel.spec().enabled()) {
            return new Answer.Refused(null, "The channel is disabled");
        }
        if (channel.gone() != null) {
            return new Answer.Refused(null, "The channel was given up until it is changed: " + channel.gone());
        }
        var delivery = dispatch.delivery();
        var events = dispatches.bodiesOf(delivery.id());
        return types.send(new Message(delivery.id(), channel, events, dispatch.progress(), budget));
    }
}
