package dev.moru.contracts.asyncapi;

import dev.moru.contracts.Message;
import dev.moru.contracts.alert.AcknowledgeAlert;
import dev.moru.contracts.alert.AlertEvent;
import dev.moru.contracts.alert.AlertSilenceFailed;
import dev.moru.contracts.alert.SilenceAlert;
import dev.moru.contracts.audit.AuditSealed;
import dev.moru.contracts.backup.ApplyBackupPolicy;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.DeleteBackup;
import dev.moru.contracts.backup.PruneBackups;
import dev.moru.contracts.backup.RecoveryPointEvent;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.DeliveryEvent;
import dev.moru.contracts.notification.Redeliver;
import dev.moru.contracts.notification.RedeliveryRefused;
import dev.moru.contracts.notification.TestChannel;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.RunBulk;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.server.ServerCommand;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.site.ApplyImage;
import dev.moru.contracts.site.ApplyNetwork;
import dev.moru.contracts.site.ApplyPreset;
import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.ApplyStorageClass;
import dev.moru.contracts.site.CheckSite;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.DiscoverSite;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.contracts.site.LeftoverFound;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.site.SiteReachable;
import dev.moru.contracts.site.SiteUnreachable;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnCommand;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.contracts.turn.TurnSkipped;
import java.util.List;
import java.util.Map;

/** Whose id is the subject of a message, and so its record key. A type that is not named here has none, and fails. */
final class Keys {

    private static final Map<String, List<Class<?>>> TYPES = Map.of(
            "the id of the server",
            List.of(
                    ServerCommand.class,
                    ServerEvent.class,
                    TurnCommand.class,
                    StopTurn.class,
                    TurnProgressed.class,
                    TurnAnswered.class,
                    RequestTurn.class,
                    TurnSkipped.class,
                    BackupsPruned.class,
                    RecoveryPointEvent.class),
            "always audit",
            List.of(AuditSealed.class),
            "the id of the operation",
            List.of(PlanServer.class, RunBulk.class, LogAppended.class),
            "the id of what the operation acts on: the server or the site, else the operation itself",
            List.of(CancelOperation.class, OperationProgressed.class, OperationEnded.class, OperationCleaned.class),
            "the id of the site",
            List.of(
                    CheckSite.class,
                    DiscoverSite.class,
                    GuestsObserved.class,
                    LeftoverFound.class,
                    SiteReachable.class,
                    SiteUnreachable.class),
            "the id of the resource",
            List.of(
                    ApplySite.class,
                    ApplyImage.class,
                    ApplyNetwork.class,
                    ApplyStorageClass.class,
                    ApplyPreset.class,
                    ApplyChannel.class,
                    ApplyRoute.class,
                    TestChannel.class,
                    ApplyBackupPolicy.class,
                    PruneBackups.class,
                    RemoveConfiguration.class,
                    ConfigurationApplied.class,
                    ConfigurationRemoved.class),
            "the id of the backup",
            List.of(BackupEvent.class, DeleteBackup.class),
            "the id of the alert",
            List.of(AcknowledgeAlert.class, SilenceAlert.class, AlertEvent.class, AlertSilenceFailed.class),
            "the name of the collection of roles",
            List.of(RolesPublished.class),
            "the id of the delivery",
            List.of(Redeliver.class, RedeliveryRefused.class, DeliveryEvent.class));

    private Keys() {}

    static String of(Class<? extends Message> type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(known -> known.isAssignableFrom(type)))
                .map(Map.Entry::getKey)
                .reduce((one, other) -> {
                    throw new IllegalStateException(type.getName() + " has two keys");
                })
                .orElseThrow(() -> new IllegalStateException(type.getName() + " is not named in Keys"));
    }
}
