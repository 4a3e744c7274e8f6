package dev.moru.backup.command;

import dev.moru.backup.point.PointLife;
import dev.moru.backup.policy.Policy;
import dev.moru.backup.policy.Scheduling;
import dev.moru.backup.site.BackupSite;
import dev.moru.backup.site.Sites;
import dev.moru.backup.turn.Origin;
import dev.moru.backup.turn.TurnIntake;
import dev.moru.contracts.backup.ApplyBackupPolicy;
import dev.moru.contracts.backup.DeleteBackup;
import dev.moru.contracts.backup.PruneBackups;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnCommand;
import dev.moru.durable.Envelope;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.service.turn.UnreadableTurn;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes the configuration that the gateway has accepted, and the turns that the owner of servers hands over. */
@Component
class Commands implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private final Sites sites;
    private final Scheduling scheduling;
    private final PointLife points;
    private final TurnIntake turns;

    Commands(Sites sites, Scheduling scheduling, PointLife points, TurnIntake turns) {
        this.sites = sites;
        this.scheduling = scheduling;
        this.points = points;
        this.turns = turns;
    }

    /** In one order, so that no two polls wait for each other; configuration first, because turns name it. */
    @Override
    public void handle(List<InboundMessage> messages) {
        messages.stream()
                .sorted(Comparator.comparing((InboundMessage message) -> message.body() instanceof TurnCommand)
                        .thenComparing(message -> message.envelope().subject()))
                .forEach(message -> message.knownBody().ifPresent(body -> handle(body, message.envelope())));
    }

    private void handle(Object body, Envelope envelope) {
        if (body instanceof TurnCommand command) {
            turns.accept(command, originOf(envelope), envelope.context().expiresAt());
        } else if (body instanceof StopTurn stop) {
            turns.stop(UUID.fromString(envelope.subject()), stop, originOf(envelope));
        } else if (body instanceof DeleteBackup delete) {
            points.removeRequested(delete.backup(), envelope.context().project());
        } else if (body instanceof PruneBackups prune) {
            scheduling.prune(prune.policy(), envelope.context().project(), prune.dryRun());
        } else {
            configure(body, envelope);
        }
    }

    private void configure(Object body, Envelope envelope) {
        if (body instanceof ApplySite site) {
            sites.apply(new BackupSite(site.id(), site.name(), site.revision(), site.spec()));
        } else if (body instanceof ApplyStorageClass storage) {
            sites.apply(new Sites.OfferedClass(
                    storage.id(), storage.siteId(), storage.name(), storage.revision(), storage.spec()));
        } else if (body instanceof ApplyBackupPolicy policy) {
            scheduling.apply(new Policy(policy.id(), policy.name(), policy.revision(), policy.spec()), envelope.id());
        } else if (body instanceof RemoveConfiguration removed) {
            if (removed.kind() == ConfigurationKind.BACKUP_POLICY) {
                scheduling.remove(removed.id(), removed.name(), removed.revision(), envelope.id());
            } else {
                sites.remove(removed.id(), removed.revision());
            }
        } else {
            log.warn("Message {} of type {} is for somebody else", envelope.id(), envelope.type());
        }
    }

    private static Origin originOf(Envelope envelope) {
        var context = envelope.context();
        return new Origin(envelope.id(), context.actor(), context.project(), context.site(), context.traceparent());
    }

    /** Of a turn the headers say which one it was. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Command {} was put aside: {}", letter.position(), letter.reason());
        UnreadableTurn.in(letter).ifPresent(this::answer);
    }

    private void answer(UnreadableTurn command) {
        var origin = originOf(command.envelope());
        command.stop()
                .ifPresentOrElse(
                        stop -> turns.stop(command.server(), stop, origin),
                        () -> turns.refuse(command.server(), command.turn(), origin, command.reason()));
    }
}
