package dev.moru.notification;

import dev.moru.notification.delivery.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param allowedAddresses CIDR blocks that may be called although they are not public, also without TLS; addresses of
 *     metadata services and link-local ones are refused all the same
 * @param attemptsPerChannel how many deliveries to one channel are under way at a time
 * @param attemptTimeout how long an attempt may take, from connecting to the last byte of the answer
 * @param secretOverlap how long a signing secret that was replaced still signs beside the new one
 * @param keepDeliveries how long deliveries that ended can be sent again
 * @param retry when a delivery that did not work is tried again
 */
@ConfigurationProperties("moru.notification")
public record NotificationProperties(
        @DefaultValue List<String> allowedAddresses,
        @DefaultValue("4") int attemptsPerChannel,
        @DefaultValue("8s") Duration attemptTimeout,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("30d") Duration keepDeliveries,
        @DefaultValue Retry retry) {

    /**
     * With the defaults a delivery is given up after about three days.
     *
     * @see RetryPolicy
     */
    public record Retry(
            @DefaultValue("5s") Duration firstPause,
            @DefaultValue("3") double factor,
            @DefaultValue("6h") Duration longestPause,
            @DefaultValue("0.2") double jitter,
            @DefaultValue("20") int attempts) {

        RetryPolicy policy() {
            return new RetryPolicy(firstPause, factor, longestPause, jitter, attempts);
        }
    }
}
