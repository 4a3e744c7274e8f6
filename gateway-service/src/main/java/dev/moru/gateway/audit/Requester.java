package dev.moru.gateway.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the audit trail and messages name it.
 *
 * @param actor {@code user:}, {@code token:} or {@code system:} and a name
 * @param address the network address that the request came from
 * @param traceparent W3C trace context of the request
 */
public record Requester(
        String actor, @Nullable String address, @Nullable String traceparent) {}
