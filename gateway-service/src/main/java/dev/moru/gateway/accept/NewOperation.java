package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.Operation;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.gateway.audit.Requester;
import org.jspecify.annotations.Nullable;

/**
 * An operation to be stored, with the command that starts it.
 *
 * @param subject the aggregate that the command is for
 * @param key absent for children of a bulk
 */
public record NewOperation(
        Operation document,
        String subject,
        Command command,
        Requester requester,
        @Nullable RequestKey key) {

    public OutboundMessage message() {
        var context = MessageContext.NONE
                .withOperation(document.id())
                .withActor(document.actor())
                .withProject(document.project())
                .withSite(document.site())
                .expiringAt(document.deadlineAt())
                .withTraceparent(requester.traceparent());
        return new OutboundMessage(Topics.PROVISIONING_COMMANDS, subject, command, context);
    }
}
