package dev.moru.backup.point.messaging;

import dev.moru.backup.point.PointEvents;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.backup.BackupFailed;
import dev.moru.contracts.backup.BackupRemovalFailed;
import dev.moru.contracts.backup.BackupVerificationFailed;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import org.springframework.stereotype.Component;

@Component
class PointMessages implements PointEvents {

    private final Outbox outbox;

    PointMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(BackupEvent event) {
        var backup = event.backup();
        var context = MessageContext.NONE
                .withOperation(backup.operation())
                .withActor("system:backup")
                .withProject(backup.project())
                .withSite(backup.site())
                .withSeverity(severityOf(event));
        outbox.append(new OutboundMessage(Topics.BACKUP_EVENTS, backup.id().toString(), event, context));
    }

    private static String severityOf(BackupEvent event) {
        if (event instanceof BackupFailed || event instanceof BackupVerificationFailed) {
            return "error";
        }
        return event instanceof BackupRemovalFailed ? "warning" : "info";
    }
}
