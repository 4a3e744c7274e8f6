package dev.moru.provisioning.command;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.contracts.site.CheckSite;
import dev.moru.contracts.site.DiscoverSite;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.operation.Acceptance;
import dev.moru.provisioning.operation.OperationEdit;
import dev.moru.provisioning.operation.Problems;
import dev.moru.provisioning.operation.persistence.Reports;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends the operations of commands that nobody can handle, so that none stays open because its command is unreadable. */
public final class LostCommands {

    private static final String UNKNOWN = "unknown";

    private static final Map<Class<?>, String> KINDS = Map.ofEntries(
            Map.entry(ProvisionServer.class, "server.create"),
            Map.entry(AdoptServer.class, "server.adopt"),
            Map.entry(StartServer.class, "server.start"),
            Map.entry(StopServer.class, "server.stop"),
            Map.entry(RebootServer.class, "server.reboot"),
            Map.entry(UpdateServer.class, "server.update"),
            Map.entry(DeleteServer.class, "server.delete"),
            Map.entry(ReconfigureServer.class, "server.configure"),
            Map.entry(BackUpServer.class, "server.backup"),
            Map.entry(RestoreServer.class, "server.restore"),
            Map.entry(VerifyBackup.class, "backup.verify"),
            Map.entry(PlanServer.class, "server.plan"));

    private static final Map<Class<?>, String> KINDS_OF_OTHERS =
            Map.of(RunBulk.class, "server.bulk", CheckSite.class, "site.check", DiscoverSite.class, "site.discover");

    /** Their operation id, if any, is that of an operation which is somewhere else, and alive. */
    private static final Set<Class<?>> START_NOTHING = Set.of(CancelOperation.class);

    private final Servers servers;
    private final ServerTable table;
    private final Bulks bulks;
    private final Reports reports;

    public LostCommands(Servers servers, ServerTable table, Bulks bulks, Reports reports) {
        this.servers = servers;
        this.table = table;
        this.bulks = bulks;
        this.reports = reports;
    }

    void end(DeadLetter letter) {
        var operation = letter.operationId();
        var type = letter.knownEnvelope().flatMap(envelope -> MessageCatalog.find(envelope.type()));
        if (operation == null || type.filter(START_NOTHING::contains).isPresent()) {
            return;
        }
        var document = document(operation, letter, kindOf(type));
        var subject = letter.knownEnvelope().flatMap(LostCommands::subjectOf);
        if (subject.isPresent() && !isOfOthers(type)) {
            servers.handle(
                    Servers.Addressed.to(subject.get(), new ServerMessage.CommandLost(document, letter.reason())));
        } else {
            endDirectly(document, subject.orElse(operation), letter.reason());
        }
    }

    private static boolean isOfOthers(Optional<? extends Class<?>> type) {
        return type.isPresent() && (KINDS_OF_OTHERS.containsKey(type.get()) || type.get() == PlanServer.class);
    }

    private static String kindOf(Optional<? extends Class<?>> type) {
        if (type.isEmpty()) {
            return UNKNOWN;
        }
        return KINDS.getOrDefault(type.get(), KINDS_OF_OTHERS.getOrDefault(type.get(), UNKNOWN));
    }

    private void endDirectly(Operation document, UUID subject, String reason) {
        var ended = OperationEdit.of(document, table.now())
                .failed(Problems.deadLetter(reason))
                .done();
        var context = MessageContext.NONE
                .withOperation(ended.id())
                .withActor(ended.actor())
                .withProject(ended.project())
                .withSite(ended.site())
                .withSeverity("error");
        reports.send(new OutboundMessage(
                Topics.PROVISIONING_EVENTS, subject.toString(), new OperationEnded(ended, null, false), context));
    }

    private Operation document(UUID operation, DeadLetter letter, String kind) {
        var envelope = letter.envelope();
        var context = envelope == null ? MessageContext.NONE : envelope.context();
        var acceptance = new Acceptance(
                operation,
                context.project(),
                context.site(),
                context.actor(),
                envelope == null ? table.now() : envelope.time(),
                context.expiresAt(),
                null,
                bulks.parentOf(operation));
        return acceptance.document(kind, targetOf(envelope, operation, kind), List.of(), Duration.ofMinutes(5));
    }

    private static OperationTarget targetOf(@Nullable Envelope envelope, UUID operation, String kind) {
        var subject = envelope == null ? Optional.<UUID>empty() : subjectOf(envelope);
        return new OperationTarget(kind.startsWith("site.") ? "site" : "server", subject.orElse(operation), null);
    }

    private static Optional<UUID> subjectOf(Envelope envelope) {
        try {
            return Optional.of(UUID.fromString(envelope.subject()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
