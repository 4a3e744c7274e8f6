package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.Event;
import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerUnreachable;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.provisioning.server.ServerState;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events about servers and their operations, with what surrounds them. */
final class ServerEvents {

    private ServerEvents() {}

    static OutboundMessage outbound(ServerState state, Event event, MessageContext cause) {
        if (event instanceof LogAppended log) {
            var context = cause.withOperation(log.operation());
            return new OutboundMessage(Topics.OPERATION_LOG, log.operation().toString(), log, context);
        }
        return new OutboundMessage(
                Topics.PROVISIONING_EVENTS, state.id().toString(), event, contextOf(state, event, cause));
    }

    private static MessageContext contextOf(ServerState state, Event event, MessageContext cause) {
        var operation = operationOf(event);
        var context = cause.expiringAt(null).withSeverity(nameOf(severityOf(event, operation)));
        if (operation != null) {
            return context.withOperation(operation.id())
                    .withActor(operation.actor())
                    .withProject(operation.project())
                    .withSite(operation.site());
        }
        var server = event instanceof ServerEvent about ? about.server() : state.server();
        return server == null ? context : about(server, state, context);
    }

    private static MessageContext about(ServerSnapshot server, ServerState state, MessageContext context) {
        UUID operation = context.operationId() == null
                ? state.firstTurn().map(turn -> turn.operation().id()).orElse(null)
                : context.operationId();
        return context.withOperation(operation)
                .withProject(server.project())
                .withSite(server.spec().site());
    }

    private static @Nullable Operation operationOf(Event event) {
        if (event instanceof OperationEnded ended) {
            return ended.operation();
        }
        if (event instanceof OperationProgressed progressed) {
            return progressed.operation();
        }
        return event instanceof OperationCleaned cleaned ? cleaned.operation() : null;
    }

    private static Severity severityOf(Event event, @Nullable Operation operation) {
        if (operation != null
                && (operation.state() == OperationState.FAILED || operation.state() == OperationState.TIMED_OUT)) {
            return Severity.ERROR;
        }
        if (event instanceof ServerLost || event instanceof ServerProvisioningFailed) {
            return Severity.ERROR;
        }
        return event instanceof ServerDrifted || event instanceof ServerUnreachable ? Severity.WARNING : Severity.INFO;
    }

    private static String nameOf(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
