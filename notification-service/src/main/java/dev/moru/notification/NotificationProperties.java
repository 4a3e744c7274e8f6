package dev.moru.notification;

import dev.moru.notification.delivery.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * @param publicUrl how people reach the gateway, for links; absent: there are none
 * @param smtp the installation's mail server, for channels that bring none of their own
 */
@ConfigurationProperties("moru.notification")
public record NotificationProperties(
        @DefaultValue List<String> allowedAddresses,
        @DefaultValue("4") int attemptsPerChannel,
        @DefaultValue("8s") Duration attemptTimeout,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("30d") Duration keepDeliveries,
        @DefaultValue Retry retry,
        @Nullable URI publicUrl,
        @DefaultValue Smtp smtp) {

    /**
     * A mail server that the operator has chosen, wherever it is: the address policy is for what users give.
     *
     * @param host absent: there is none
     * @param security {@code starttls}, {@code tls}, or {@code none} for a relay on a network of one's own
     * @param caFile PEM of the authorities that it is trusted by, in place of those that the JVM knows
     */
    public record Smtp(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("starttls") String security,
            @Nullable String username,
            @Nullable String password,
            @Nullable Path passwordFile,
            @Nullable String from,
            @Nullable Path caFile) {

        /** The password, given here or by a file; empty when the server wants none. */
        public Optional<String> secret() {
            if (passwordFile == null) {
                return Optional.ofNullable(password);
            }
            try {
                return Optional.of(Files.readString(passwordFile).strip());
            } catch (IOException e) {
                throw new UncheckedIOException("moru.notification.smtp.password-file can't be read", e);
            }
        }

        @Override
        public String toString() {
            return "Smtp[" + host + "]";
        }
    }

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
