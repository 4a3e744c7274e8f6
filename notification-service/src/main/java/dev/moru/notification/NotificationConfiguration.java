package dev.moru.notification;

import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.ChannelHealth;
import dev.moru.notification.channel.ChannelReports;
import dev.moru.notification.channel.ChannelTypes;
import dev.moru.notification.channel.Channels;
import dev.moru.notification.delivery.ChannelTest;
import dev.moru.notification.delivery.DeliveryCall;
import dev.moru.notification.delivery.DeliveryIntake;
import dev.moru.notification.delivery.DeliveryOutcome;
import dev.moru.notification.delivery.DispatchQueue;
import dev.moru.notification.delivery.DispatchReports;
import dev.moru.notification.delivery.Dispatches;
import dev.moru.notification.delivery.Holds;
import dev.moru.notification.delivery.Redelivery;
import dev.moru.notification.delivery.Release;
import dev.moru.notification.delivery.Retries;
import dev.moru.notification.route.CurrentRouting;
import dev.moru.notification.route.Pace;
import dev.moru.notification.route.Routes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.support.CronExpression;

/** The parts of the domain, which know nothing of Spring, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    @Bean
    static ChannelTypes channelTypes(List<Channel> channels) {
        return new ChannelTypes(channels);
    }

    /** Five fields, as people know them; Spring's begin with the second. */
    @Bean
    static Pace pace() {
        return new Pace((cron, after) -> {
            var next = CronExpression.parse("0 " + cron).next(after);
            if (next == null) {
                throw new IllegalArgumentException("This schedule never comes: " + cron);
            }
            return next;
        });
    }

    @Bean
    static DeliveryIntake deliveryIntake(
            CurrentRouting routing,
            Channels channels,
            Dispatches dispatches,
            Holds holds,
            DispatchQueue queue,
            DispatchReports reports,
            Clock clock) {
        return new DeliveryIntake(routing, channels, dispatches, holds, queue, reports, clock);
    }

    @Bean
    static Release release(
            Holds holds,
            Dispatches dispatches,
            DispatchQueue queue,
            DispatchReports reports,
            Routes routes,
            Pace pace,
            Clock clock) {
        return new Release(holds, dispatches, queue, reports, routes, pace, clock);
    }

    @Bean
    static ChannelTest channelTest(Dispatches dispatches, DispatchQueue queue, Clock clock) {
        return new ChannelTest(dispatches, queue, clock);
    }

    @Bean
    static Redelivery redelivery(Dispatches dispatches, DispatchQueue queue, Clock clock) {
        return new Redelivery(dispatches, queue, clock);
    }

    @Bean
    static DeliveryCall deliveryCall(Dispatches dispatches, Channels channels, ChannelTypes types) {
        return new DeliveryCall(dispatches, channels, types);
    }

    @Bean
    static ChannelHealth channelHealth(Channels channels, ChannelReports reports) {
        return new ChannelHealth(channels, reports);
    }

    @Bean
    static DeliveryOutcome deliveryOutcome(
            Dispatches dispatches,
            DispatchQueue queue,
            DispatchReports reports,
            ChannelHealth health,
            Retries retries) {
        return new DeliveryOutcome(dispatches, queue, reports, health, retries);
    }

    @Bean
    static Retries retries(NotificationProperties properties, Clock clock) {
        return new Retries(properties.retry().policy(), clock, new SecureRandom());
    }
}
