package dev.moru.notification.channel;

import dev.moru.contracts.notification.ChannelSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sorts of channels that this installation has. */
public final class ChannelTypes {

    private final Map<String, Channel> byType;

    public ChannelTypes(List<Channel> channels) {
        this.byType = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::type, Function.identity()));
    }

    /** Why nothing can ever be sent with this spec; empty when something can. */
    public Optional<String> objectionTo(ChannelSpec spec) {
        var channel = byType.get(spec.type());
        return channel == null ? Optional.of(unknown(spec)) : channel.objectionTo(spec);
    }

    public Answer send(Message message) {
        var spec = message.channel().spec();
        var channel = byType.get(spec.type());
        if (channel == null) {
            return new Answer.Refused(null, unknown(spec));
        }
        return channel.objectionTo(spec)
                .<Answer>map(objection -> new Answer.Refused(null, objection))
                .orElseGet(() -> channel.send(message));
    }

    private static String unknown(ChannelSpec spec) {
        return "There are no channels of the type " + spec.type();
    }
}
