package dev.moru.cli.notification;

import dev.moru.cli.resource.ResourceCommands;
import dev.moru.cli.session.Session;
import picocli.CommandLine;

/** {@code moru channel}, {@code route} and {@code delivery}. */
public final class NotificationCommands {

    private NotificationCommands() {}

    public static CommandLine channels(Session session) {
        return ResourceCommands.of(session, NotificationKinds.CHANNEL, "Channels: ways to reach somebody.")
                .addSubcommand(new TestChannel(session));
    }

    public static CommandLine routes(Session session) {
        var kind = NotificationKinds.route(new ChannelNames(session));
        return ResourceCommands.of(session, kind, "Routes: which events go to which channels.");
    }

    public static CommandLine deliveries(Session session) {
        return new CommandLine(new DeliveryCommands())
                .addSubcommand(new ListDeliveries(session))
                .addSubcommand(new GetDelivery(session))
                .addSubcommand(new Redeliver(session));
    }
}
