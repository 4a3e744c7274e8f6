package dev.moru.notification.channel;

import java.time.Duration;
import java.util.UUID;

/**
 * Something to be sent.
 *
 * @param id the delivery's id, the same at every attempt
 * @param body the event as JSON, in the shape of the gateway's event stream
 * @param budget how long the attempt may take
 */
public record Message(UUID id, ConfiguredChannel channel, String body, Duration budget) {}
