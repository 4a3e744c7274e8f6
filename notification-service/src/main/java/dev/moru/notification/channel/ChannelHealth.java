package dev.moru.notification.channel;

import java.util.UUID;

/** Learns from answers how channels are. */
public final class ChannelHealth {

    private final Channels channels;
    private final ChannelReports reports;

    public ChannelHealth(Channels channels, ChannelReports reports) {
        this.channels = channels;
        this.reports = reports;
    }

    /**
     * Joins the running transaction. A channel that was removed meanwhile is no matter, and of one that was changed the answer
     * says nothing: another address may be called now.
     */
    public void learn(UUID channel, long revision, Answer answer) {
        channels.find(channel).filter(known -> known.revision() == revision).ifPresent(known -> learn(known, answer));
    }

    private void learn(ConfiguredChannel channel, Answer answer) {
        if (answer instanceof Answer.Gone gone && channel.gone() == null) {
            channels.giveUp(channel.id(), channel.revision(), gone.text());
            channels.find(channel.id()).ifPresent(reports::report);
        }
        boolean ailing = !(answer instanceof Answer.Accepted);
        if (channel.ailing() != ailing) {
            channels.markAiling(channel.id(), channel.revision(), ailing);
        }
    }
}
