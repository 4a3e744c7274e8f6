package dev.moru.provisioning.command;

import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.server.ServerCommand;
import dev.moru.contracts.site.CheckSite;
import dev.moru.contracts.site.DiscoverSite;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.provisioning.operation.persistence.EndedOperations;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers commands of operations that have ended with how they ended, and lets nothing begin. They come when the gateway was
 * restored to a time at which it had not heard of the end, and when a dead letter is replayed.
 */
public final class EndedCommands {

    private final EndedOperations ended;
    private final Outbox outbox;

    public EndedCommands(EndedOperations ended, Outbox outbox) {
        this.ended = ended;
        this.outbox = outbox;
    }

    /** The messages that are still to be handled. */
    List<InboundMessage> answer(List<InboundMessage> messages) {
        var begun = messages.stream()
                .filter(EndedCommands::begins)
                .map(message -> message.envelope().context().operationId())
                .filter(Objects::nonNull)
                .toList();
        var ends = ended.among(begun);
        return ends.isEmpty()
                ? messages
                : messages.stream()
                        .filter(message -> !begins(message) || !tell(ends.get(operationOf(message))))
                        .toList();
    }

    private static boolean begins(InboundMessage message) {
        var body = message.body();
        return body instanceof ServerCommand
                || body instanceof RunBulk
                || body instanceof CheckSite
                || body instanceof DiscoverSite
                || body instanceof PlanServer;
    }

    private static UUID operationOf(InboundMessage message) {
        return Objects.requireNonNullElse(message.envelope().context().operationId(), new UUID(0, 0));
    }

    private boolean tell(EndedOperations.@Nullable End end) {
        if (end == null) {
            return false;
        }
        var operation = end.event().operation();
        var context = MessageContext.NONE
                .withOperation(operation.id())
                .withActor(operation.actor())
                .withProject(operation.project())
                .withSite(operation.site())
                .withSeverity(operation.state() == OperationState.SUCCEEDED ? "info" : "error");
        outbox.append(new OutboundMessage(Topics.PROVISIONING_EVENTS, end.subject(), end.event(), context));
        return true;
    }
}
