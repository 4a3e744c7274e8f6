package dev.moru.gateway.fold;

import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliverySucceeded;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.durable.Envelope;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Walks a stretch of history backwards and tells which reports are replaced by later ones of it. Reports carry all of what
 * they are about, so those need not be read at all.
 */
final class LaterReports {

    private static final Set<Class<?>> DELIVERIES =
            Set.of(DeliveryDelayed.class, DeliverySucceeded.class, DeliveryFailed.class);

    private static final Set<Class<?>> ALERTS =
            Set.of(AlertFired.class, AlertResolved.class, AlertAcknowledged.class, AlertSilenced.class);

    private record Thing(String kind, Object id) {}

    private final Map<Thing, Place> seen = new HashMap<>();

    /** Whether a later report replaces this one. */
    boolean replace(Envelope envelope) {
        return MessageCatalog.find(envelope.type())
                .map(type -> replace(type, envelope))
                .orElse(false);
    }

    private boolean replace(Class<? extends Message> type, Envelope envelope) {
        if (ServerEvent.class.isAssignableFrom(type)) {
            return isReplaced(new Thing("server", envelope.subject()), envelope);
        }
        if (DELIVERIES.contains(type)) {
            return isReplaced(new Thing("delivery", envelope.subject()), envelope);
        }
        if (type == GuestsObserved.class) {
            return isReplaced(new Thing("guests", envelope.subject()), envelope);
        }
        if (BackupEvent.class.isAssignableFrom(type)) {
            return isReplaced(new Thing("backup", envelope.subject()), envelope);
        }
        if (type == RecoveryPointMet.class || type == RecoveryPointMissed.class) {
            return isReplaced(new Thing("recovery point", envelope.subject()), envelope);
        }
        if (ALERTS.contains(type)) {
            return isReplaced(new Thing("alert", envelope.subject()), envelope);
        }
        if (type == RolesPublished.class) {
            return isReplaced(new Thing("roles", envelope.subject()), envelope);
        }
        var operation = envelope.context().operationId();
        if (operation == null) {
            return false;
        }
        // The first end counts and none is replaced, but it replaces whatever was reported before it.
        boolean isReport = type == OperationProgressed.class || type == OperationEnded.class;
        boolean isReplaced = isReport && isReplaced(new Thing("operation", operation), envelope);
        return isReplaced && type == OperationProgressed.class;
    }

    /** A dead letter that was handled late stands behind what was told after it, and replaces nothing of that. */
    private boolean isReplaced(Thing thing, Envelope envelope) {
        var place = Place.of(envelope);
        var latest = seen.merge(thing, place, BinaryOperator.maxBy(Comparator.naturalOrder()));
        return !latest.equals(place);
    }
}
