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

    /** Joins the running transaction; a channel that was removed meanwhile is no matter. */
    public void learn(UUID channel, Answer answer) {
        channels.find(channel).ifPresent(known -> learn(known, answer));
    }

    private void learn(ConfiguredChannel channel, Answer answer) {
        if (answer instanceof Answer.Gone gone && channel.gone() == null) {
            channels.giveUp(channel.id(), gone.text());
            channels.find(channel.id()).ifPresent(reports::report);
        }
        boolean ailing = !(answer instanceof Answer.Accepted);
        if (channel.ailing() != ailing) {
            channels.markAiling(channel.id(), ailing);
        }
    }
}
