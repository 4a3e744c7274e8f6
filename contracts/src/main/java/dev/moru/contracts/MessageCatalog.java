package dev.moru.contracts;

import dev.moru.contracts.alert.AcknowledgeAlert;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenceFailed;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.contracts.alert.SilenceAlert;
import dev.moru.contracts.audit.AuditSealed;
import dev.moru.contracts.backup.ApplyBackupPolicy;
import dev.moru.contracts.backup.BackupFailed;
import dev.moru.contracts.backup.BackupRemovalFailed;
import dev.moru.contracts.backup.BackupRemoved;
import dev.moru.contracts.backup.BackupTaken;
import dev.moru.contracts.backup.BackupVerificationFailed;
import dev.moru.contracts.backup.BackupVerified;
import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.DeleteBackup;
import dev.moru.contracts.backup.PruneBackups;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.DeliveryDelayed;
import dev.moru.contracts.notification.DeliveryFailed;
import dev.moru.contracts.notification.DeliveryGrouped;
import dev.moru.contracts.notification.DeliveryHeld;
import dev.moru.contracts.notification.DeliverySucceeded;
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
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.ServerAdopted;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerDrifted;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerProvisioningFailed;
import dev.moru.contracts.server.ServerRebooted;
import dev.moru.contracts.server.ServerRestored;
import dev.moru.contracts.server.ServerStarted;
import dev.moru.contracts.server.ServerStopped;
import dev.moru.contracts.server.ServerUnreachable;
import dev.moru.contracts.server.ServerUpdated;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.server.VerifyBackup;
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
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.LocateBackup;
import dev.moru.contracts.turn.ProtectServer;
import dev.moru.contracts.turn.RemoveBackups;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TakeBackup;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.contracts.turn.TurnSkipped;
import dev.moru.contracts.turn.WatchServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every message type there is. A record that is missing here can be neither sent nor read; a test finds it. */
public final class MessageCatalog {

    private static final List<Class<? extends Message>> TYPES = List.of(
            AcknowledgeAlert.class,
            AlertAcknowledged.class,
            AlertFired.class,
            AlertResolved.class,
            AlertSilenceFailed.class,
            AlertSilenced.class,
            SilenceAlert.class,
            AuditSealed.class,
            ApplyBackupPolicy.class,
            BackupFailed.class,
            BackupRemovalFailed.class,
            BackupRemoved.class,
            BackupTaken.class,
            BackupVerificationFailed.class,
            BackupVerified.class,
            BackupsPruned.class,
            DeleteBackup.class,
            PruneBackups.class,
            RecoveryPointMet.class,
            RecoveryPointMissed.class,
            ApplyChannel.class,
            ApplyRoute.class,
            DeliveryDelayed.class,
            DeliveryFailed.class,
            DeliveryGrouped.class,
            DeliveryHeld.class,
            DeliverySucceeded.class,
            Redeliver.class,
            RedeliveryRefused.class,
            TestChannel.class,
            CancelOperation.class,
            LogAppended.class,
            OperationCleaned.class,
            OperationEnded.class,
            OperationProgressed.class,
            RunBulk.class,
            RolesPublished.class,
            AdoptServer.class,
            BackUpServer.class,
            DeleteServer.class,
            PlanServer.class,
            ProvisionServer.class,
            RebootServer.class,
            ReconfigureServer.class,
            RestoreServer.class,
            ServerAdopted.class,
            ServerDeleted.class,
            ServerDrifted.class,
            ServerLost.class,
            ServerMoved.class,
            ServerObserved.class,
            ServerProvisioned.class,
            ServerProvisioningFailed.class,
            ServerRebooted.class,
            ServerRestored.class,
            ServerStarted.class,
            ServerStopped.class,
            ServerUnreachable.class,
            ServerUpdated.class,
            StartServer.class,
            StopServer.class,
            UpdateServer.class,
            VerifyBackup.class,
            ApplyImage.class,
            ApplyNetwork.class,
            ApplyPreset.class,
            ApplySite.class,
            ApplyStorageClass.class,
            CheckSite.class,
            ConfigurationApplied.class,
            ConfigurationRemoved.class,
            DiscoverSite.class,
            GuestsObserved.class,
            LeftoverFound.class,
            RemoveConfiguration.class,
            SiteReachable.class,
            SiteUnreachable.class,
            ConfigureServer.class,
            LocateBackup.class,
            ProtectServer.class,
            RemoveBackups.class,
            RequestTurn.class,
            StopTurn.class,
            TakeBackup.class,
            TurnAnswered.class,
            TurnProgressed.class,
            TurnSkipped.class,
            WatchServer.class);

    private static final Map<String, Class<? extends Message>> BY_NAME =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(MessageCatalog::nameOf, Function.identity()));

    private MessageCatalog() {}

    public static List<Class<? extends Message>> types() {
        return TYPES;
    }

    /** The record of a type name; empty for a type that this version does not know. */
    public static Optional<Class<? extends Message>> find(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    /** The logical name of a message record. */
    public static String nameOf(Class<? extends Message> type) {
        return annotationOf(type).value();
    }

    public static MessageType annotationOf(Class<? extends Message> type) {
        var annotation = type.getAnnotation(MessageType.class);
        if (annotation == null) {
            throw new IllegalArgumentException(type.getName() + " has no @MessageType");
        }
        return annotation;
    }
}
