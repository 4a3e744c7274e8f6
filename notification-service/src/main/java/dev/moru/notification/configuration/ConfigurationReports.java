package dev.moru.notification.configuration;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.ChannelReports;
import dev.moru.notification.channel.ChannelTypes;
import dev.moru.notification.channel.ConfiguredChannel;
import dev.moru.notification.route.Pace;
import dev.moru.notification.route.Route;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells the gateway which revisions are in force here, and what is wrong with them. */
@Component
class ConfigurationReports implements ChannelReports {

    private static final String READY = "Ready";

    private final Outbox outbox;
    private final ChannelTypes types;
    private final Pace pace;
    private final Duration keep;
    private final Clock clock;

    ConfigurationReports(Outbox outbox, ChannelTypes types, Pace pace, NotificationProperties properties, Clock clock) {
        this.outbox = outbox;
        this.types = types;
        this.pace = pace;
        this.keep = properties.keepDeliveries();
        this.clock = clock;
    }

    @Override
    public void report(ConfiguredChannel channel) {
        report(channel, MessageContext.NONE.withActor("system:notification"));
    }

    void report(ConfiguredChannel channel, MessageContext context) {
        send(
                channel.id(),
                new ConfigurationApplied(
                        ConfigurationKind.CHANNEL,
                        channel.id(),
                        channel.name(),
                        channel.revision(),
                        List.of(conditionOf(channel))),
                context.withProject(channel.spec().project())
                        .withSeverity(channel.gone() == null ? "info" : "warning"));
    }

    private Condition conditionOf(ConfiguredChannel channel) {
        if (channel.gone() != null) {
            return condition("false", "Gone", channel.gone());
        }
        return types.objectionTo(channel.spec())
                .map(objection -> condition("false", "Invalid", objection))
                .orElseGet(() -> condition("true", "Applied", "Events can be sent"));
    }

    void report(Route route, MessageContext context) {
        send(
                route.id(),
                new ConfigurationApplied(
                        ConfigurationKind.ROUTE,
                        route.id(),
                        route.name(),
                        route.revision(),
                        List.of(conditionOf(route))),
                context.withProject(route.spec().project()).withSeverity("info"));
    }

    private Condition conditionOf(Route route) {
        return pace.objectionTo(route.spec(), clock.instant())
                .map(objection -> condition("false", "Invalid", objection))
                .orElseGet(() -> condition("true", "Applied", "Events are matched"));
    }

    void reportForgotten(UUID delivery, MessageContext context) {
        var reason = "It is known no longer: deliveries are forgotten %d days after their end".formatted(keep.toDays());
        reportRefused(delivery, reason, context);
    }

    void reportRefused(UUID delivery, String reason, MessageContext context) {
        send(delivery, new RedeliveryRefused(delivery, reason), context.withSeverity("warning"));
    }

    void reportRemoved(RemoveConfiguration removed, MessageContext context) {
        send(
                removed.id(),
                new ConfigurationRemoved(removed.kind(), removed.id(), removed.name(), removed.revision()),
                context.withSeverity("info"));
    }

    private Condition condition(String status, String reason, String message) {
        return new Condition(READY, status, reason, message, clock.instant());
    }

    private void send(UUID subject, Event event, MessageContext context) {
        outbox.append(new OutboundMessage(Topics.NOTIFICATION_EVENTS, subject.toString(), event, context));
    }
}
