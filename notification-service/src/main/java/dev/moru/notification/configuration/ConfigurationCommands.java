package dev.moru.notification.configuration;

import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.notification.channel.Channels;
import dev.moru.notification.delivery.Redelivery;
import dev.moru.notification.route.Routes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what the gateway has accepted. */
@Component
class ConfigurationCommands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ConfigurationCommands.class);

    private final Channels channels;
    private final Routes routes;
    private final Redelivery redelivery;
    private final ConfigurationReports reports;

    ConfigurationCommands(Channels channels, Routes routes, Redelivery redelivery, ConfigurationReports reports) {
        this.channels = channels;
        this.routes = routes;
        this.redelivery = redelivery;
        this.reports = reports;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        messages.forEach(message -> message.knownBody().ifPresent(body -> handle(body, message.envelope())));
    }

    private void handle(Object body, Envelope envelope) {
        var answer = answerTo(envelope);
        if (body instanceof ApplyChannel command) {
            reports.report(channels.apply(command), answer);
        } else if (body instanceof ApplyRoute command) {
            reports.report(routes.apply(command), answer);
        } else if (body instanceof RemoveConfiguration command) {
            remove(command);
            reports.reportRemoved(command, answer);
        } else if (body instanceof Redeliver command) {
            redeliver(command, envelope.context());
        } else {
            log.warn("Message {} of type {} is for somebody else", envelope.id(), envelope.type());
        }
    }

    private void remove(RemoveConfiguration command) {
        if (command.kind() == ConfigurationKind.CHANNEL) {
            channels.remove(command.id());
        } else if (command.kind() == ConfigurationKind.ROUTE) {
            routes.remove(command.id());
        }
    }

    private void redeliver(Redeliver command, MessageContext context) {
        if (!redelivery.redeliver(command.delivery(), context.project())) {
            log.warn("There is no delivery {} to send again in project {}", command.delivery(), context.project());
        }
    }

    private static MessageContext answerTo(Envelope envelope) {
        var context = envelope.context();
        return MessageContext.NONE
                .causedBy(envelope.id())
                .withActor(context.actor())
                .withProject(context.project())
                .withTraceparent(context.traceparent());
    }

    /** The gateway sees by the revision that was never reported that a configuration was not taken. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Command {} was put aside: {}", letter.position(), letter.reason());
    }
}
