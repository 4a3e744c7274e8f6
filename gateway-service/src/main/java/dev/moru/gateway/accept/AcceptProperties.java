package dev.moru.gateway.accept;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much is taken in.
 *
 * @param mostWaiting requests that may wait to be accepted; one more is refused with 429
 * @param largestGroup requests that are committed together
 * @param outboxLimit messages that may wait to be sent, as while Kafka is away; above it requests are refused with 429
 */
@ConfigurationProperties("moru.gateway.accept")
public record AcceptProperties(
        @DefaultValue("512") int mostWaiting,
        @DefaultValue("128") int largestGroup,
        @DefaultValue("100000") int outboxLimit) {}
