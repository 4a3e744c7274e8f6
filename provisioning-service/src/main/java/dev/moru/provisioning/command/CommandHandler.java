package dev.moru.provisioning.command;

import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.server.ServerCommand;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.configuration.messaging.ConfigurationCommands;
import dev.moru.provisioning.errand.ErrandState;
import dev.moru.provisioning.errand.messaging.ErrandCommands;
import dev.moru.provisioning.errand.messaging.Errands;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerProcess;
import dev.moru.provisioning.server.messaging.ServerCommands;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sorts the commands of one poll to the features, in the order in which their rows are locked everywhere: configuration,
 * servers, bulk operations, errands.
 */
public final class CommandHandler implements MessageHandler {

    private final ConfigurationCommands configuration;
    private final Servers servers;
    private final ServerTable table;
    private final Bulks bulks;
    private final Errands errands;
    private final LostCommands lost;
    private final EndedCommands ended;

    public CommandHandler(
            ConfigurationCommands configuration,
            Servers servers,
            ServerTable table,
            Bulks bulks,
            Errands errands,
            LostCommands lost,
            EndedCommands ended) {
        this.configuration = configuration;
        this.servers = servers;
        this.table = table;
        this.bulks = bulks;
        this.errands = errands;
        this.lost = lost;
        this.ended = ended;
    }

    @Override
    public void handle(List<InboundMessage> polled) {
        var messages = ended.answer(polled);
        boolean configurationMoved = configuration.handle(messages);
        handleServers(messages, configurationMoved);
        handleBulks(messages);
        handleErrands(messages, configurationMoved);
        handleCancels(messages);
    }

    private void handleServers(List<InboundMessage> messages, boolean configurationMoved) {
        var standings = standingsOfChildren(messages);
        var addressed = new ArrayList<Servers.Addressed>();
        for (var message : messages) {
            if (message.body() instanceof ServerCommand command) {
                request(message, command, standings, addressed);
            } else if (message.body() instanceof RequestTurn wanted) {
                addressed.add(Servers.Addressed.to(
                        subjectOf(message), ServerCommands.wanted(message, wanted), contextOf(message)));
            } else if (message.body() instanceof CancelOperation cancel) {
                addressed.add(Servers.Addressed.to(
                        subjectOf(message), new ServerMessage.CancelRequested(cancel.operation()), contextOf(message)));
            }
        }
        if (configurationMoved) {
            table.lackingConfiguration()
                    .forEach(id -> addressed.add(Servers.Addressed.to(id, new ServerMessage.ConfigurationMoved())));
        }
        servers.handle(addressed);
    }

    private Map<UUID, Bulks.Standing> standingsOfChildren(List<InboundMessage> messages) {
        var arrivals = new ArrayList<Bulks.Arrival>();
        for (var message : messages) {
            var operation = message.envelope().context().operationId();
            if (message.body() instanceof ServerCommand command && command.parent() != null && operation != null) {
                arrivals.add(new Bulks.Arrival(operation, command.parent(), subjectOf(message)));
            }
        }
        return bulks.arrived(arrivals);
    }

    private static void request(
            InboundMessage message,
            ServerCommand command,
            Map<UUID, Bulks.Standing> standings,
            List<Servers.Addressed> addressed) {
        var operation = message.envelope().context().operationId();
        var standing = operation == null ? null : standings.get(operation);
        var requested = ServerCommands.requested(message, command, standing == null || standing.released());
        addressed.add(Servers.Addressed.to(subjectOf(message), requested, contextOf(message)));
        if (standing != null && standing.stopped() && operation != null) {
            addressed.add(Servers.Addressed.to(subjectOf(message), new ServerMessage.CancelRequested(operation)));
        }
    }

    private void handleBulks(List<InboundMessage> messages) {
        for (var message : messages) {
            if (message.body() instanceof RunBulk bulk) {
                var target = new OperationTarget("servers", subjectOf(message), null);
                var operation = Accepted.from(message.envelope(), null, null)
                        .document("server.bulk", target, List.of(), ServerProcess.BULK_ALLOWANCE);
                bulks.start(operation, bulk, contextOf(message), table.now());
            }
        }
    }

    private void handleErrands(List<InboundMessage> messages, boolean configurationMoved) {
        for (var message : messages) {
            ErrandCommands.in(message).ifPresent(errand -> errands.accept(errand, table.now()));
        }
        if (configurationMoved) {
            errands.configurationMoved(table.now());
        }
    }

    /** Servers were asked already; here go those that are none of theirs. */
    private void handleCancels(List<InboundMessage> messages) {
        var cancelled = messages.stream()
                .map(InboundMessage::body)
                .filter(CancelOperation.class::isInstance)
                .map(body -> ((CancelOperation) body).operation())
                .sorted()
                .toList();
        if (!cancelled.isEmpty()) {
            var now = table.now();
            bulks.among(cancelled).stream().sorted().forEach(bulk -> bulks.cancel(bulk, now));
            errands.among(cancelled).stream()
                    .sorted()
                    .forEach(errand -> errands.move(errand, (ErrandState state) -> state.cancelled(now)));
        }
    }

    @Override
    public void onDeadLetter(DeadLetter letter) {
        lost.end(letter);
    }

    private static UUID subjectOf(InboundMessage message) {
        return UUID.fromString(message.envelope().subject());
    }

    private static MessageContext contextOf(InboundMessage message) {
        var envelope = message.envelope();
        return envelope.context().causedBy(envelope.id()).expiringAt(null);
    }
}
