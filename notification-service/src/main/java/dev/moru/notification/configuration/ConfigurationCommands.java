package dev.moru.notification.configuration;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.notification.channel.Channels;
import dev.moru.notification.delivery.ChannelTest;
import dev.moru.notification.delivery.Redelivery;
import dev.moru.notification.route.Routes;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes what the gateway has accepted. */
@Component
class ConfigurationCommands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ConfigurationCommands.class);

    private static final String REDELIVER = MessageCatalog.nameOf(Redeliver.class);

    private final Channels channels;
    private final Routes routes;
    private final Redelivery redelivery;
    private final ChannelTest test;
    private final MessageCodec codec;
    private final ConfigurationReports reports;

    ConfigurationCommands(
            Channels channels,
            Routes routes,
            Redelivery redelivery,
            ChannelTest test,
            MessageCodec codec,
            ConfigurationReports reports) {
        this.channels = channels;
        this.routes = routes;
        this.redelivery = redelivery;
        this.test = test;
        this.codec = codec;
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
            redeliver(command, envelope);
        } else if (body instanceof TestChannel command) {
            test(command, envelope);
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

    private void test(TestChannel command, Envelope envelope) {
        var event = ChannelTested.of(command, envelope);
        test.begin(command, event.id(), event.project(), codec.write(event));
    }

    private void redeliver(Redeliver command, Envelope envelope) {
        if (!redelivery.redeliver(command.delivery(), envelope.context().project())) {
            reports.reportForgotten(command.delivery(), answerTo(envelope));
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
        letter.knownEnvelope()
                .filter(envelope -> envelope.type().equals(REDELIVER))
                .ifPresent(envelope -> reports.reportRefused(
                        UUID.fromString(envelope.subject()),
                        "The request can't be read: see dead letter " + letter.id(),
                        answerTo(envelope)));
    }
}
