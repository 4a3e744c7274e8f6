package dev.moru.durable.outbox;

import dev.moru.durable.MessageContext;

/**
 * A message that is to be sent; its id and its place in the stream are given when it is appended.
 *
 * @param subject the aggregate's id, and the record key
 * @param body a record whose type name is known
 */
public record OutboundMessage(String topic, String subject, Object body, MessageContext context) {

    OutboundMessage tracedBy(String traceparent) {
        return new OutboundMessage(topic, subject, body, context.withTraceparent(traceparent));
    }
}
