package dev.moru.gateway.fold;

import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.alert.AlertEvent;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.backup.RecoveryPointEvent;
import dev.moru.contracts.notification.DeliveryEvent;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.durable.Envelope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Walks a stretch of history backwards and tells which reports are replaced by later ones of it. Reports carry all of what
 * they are about, so those need not be read at all.
 */
final class LaterReports {

    /** Of each kind the last one about a subject says everything. */
    private static final List<Class<? extends Event>> REPORTS = List.of(
            ServerEvent.class,
            DeliveryEvent.class,
            GuestsObserved.class,
            BackupEvent.class,
            RecoveryPointEvent.class,
            AlertEvent.class,
            RolesPublished.class);

    private record Thing(Class<?> kind, Object id) {}

    private final Map<Thing, Place> seen = new HashMap<>();

    /** Whether a later report replaces this one. */
    boolean replace(Envelope envelope) {
        return MessageCatalog.find(envelope.type())
                .map(type -> replace(type, envelope))
                .orElse(false);
    }

    private boolean replace(Class<? extends Message> type, Envelope envelope) {
        for (var kind : REPORTS) {
            if (kind.isAssignableFrom(type)) {
                return isReplaced(new Thing(kind, envelope.subject()), envelope);
            }
        }
        var operation = envelope.context().operationId();
        if (operation == null) {
            return false;
        }
        // The first end counts and none is replaced, but it replaces whatever was reported before it.
        boolean isReport = type == OperationProgressed.class || type == OperationEnded.class;
        boolean isReplaced = isReport && isReplaced(new Thing(Operation.class, operation), envelope);
        return isReplaced && type == OperationProgressed.class;
    }

    /** A dead letter that was handled late stands behind what was told after it, and replaces nothing of that. */
    private boolean isReplaced(Thing thing, Envelope envelope) {
        var place = Place.of(envelope);
        var latest = seen.merge(thing, place, BinaryOperator.maxBy(Comparator.naturalOrder()));
        return !latest.equals(place);
    }
}
