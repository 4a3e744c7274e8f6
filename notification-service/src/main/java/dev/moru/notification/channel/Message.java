package dev.moru.notification.channel;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Something to be sent.
 *
 * @param id the delivery's id, the same at every attempt
 * @param events as JSON, in the shape of the gateway's event stream; at least one
 * @param progress what the attempt before has told; empty: nothing
 * @param budget how long the attempt may take
 */
public record Message(UUID id, ConfiguredChannel channel, List<String> events, String progress, Duration budget) {}
