package dev.moru.notification.channel;

/** Tells who configures channels how they are, in the running transaction. */
@FunctionalInterface
public interface ChannelReports {

    void report(ConfiguredChannel channel);
}
