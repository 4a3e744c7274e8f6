package dev.moru.provisioning.server.messaging;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.contracts.server.ServerCommand;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.provisioning.command.Accepted;
import dev.moru.provisioning.operation.Acceptance;
import dev.moru.provisioning.server.PowerAction;
import dev.moru.provisioning.server.Restoration;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.TurnRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Commands of the contract, in the words of the domain. */
public final class ServerCommands {

    private ServerCommands() {}

    /** @param released whether the turn may run as soon as it comes */
    public static ServerMessage.TurnRequested requested(
            InboundMessage message, ServerCommand command, boolean released) {
        var request = request(command);
        return new ServerMessage.TurnRequested(
                request, requires(command), operation(message, command, request), released);
    }

    /** A turn that a participant wants. */
    public static ServerMessage.TurnWanted wanted(InboundMessage message, RequestTurn wanted) {
        var request = switch (wanted.action()) {
            case CONFIGURE -> new TurnRequest.Configure(false);
            case BACK_UP ->
                new TurnRequest.BackUp(Objects.requireNonNull(wanted.backup(), "backup"), wanted.policy(), null);
        };
        return new ServerMessage.TurnWanted(
                request, wanted.action(), document(message, request, Accepted.from(message.envelope(), null, null)));
    }

    private static Operation operation(InboundMessage message, ServerCommand command, TurnRequest request) {
        return document(message, request, Accepted.from(message.envelope(), command.retryOf(), command.parent()));
    }

    private static Operation document(InboundMessage message, TurnRequest request, Acceptance acceptance) {
        return acceptance.document(request.kind(), target(message, request), request.steps(), request.allowance());
    }

    /** The machine that a backup is tried on is nobody's target. */
    private static OperationTarget target(InboundMessage message, TurnRequest request) {
        return request instanceof TurnRequest.Verify verify
                ? new OperationTarget("backup", verify.from().backup(), null)
                : new OperationTarget(
                        "server", UUID.fromString(message.envelope().subject()), null);
    }

    private static TurnRequest request(ServerCommand command) {
        if (command instanceof ProvisionServer provision) {
            return new TurnRequest.Create(Objects.requireNonNull(provision.spec(), "spec"));
        }
        if (command instanceof AdoptServer adopt) {
            return new TurnRequest.Adopt(adopt.name(), adopt.vmId());
        }
        if (command instanceof StartServer) {
            return new TurnRequest.Power(PowerAction.START, false);
        }
        if (command instanceof StopServer stop) {
            return new TurnRequest.Power(PowerAction.STOP, stop.force());
        }
        if (command instanceof RebootServer) {
            return new TurnRequest.Power(PowerAction.REBOOT, false);
        }
        if (command instanceof UpdateServer update) {
            return new TurnRequest.Update(update.change(), update.apply());
        }
        if (command instanceof DeleteServer delete) {
            return new TurnRequest.Delete(delete.backups());
        }
        if (command instanceof ReconfigureServer reconfigure) {
            return new TurnRequest.Configure(reconfigure.check());
        }
        if (command instanceof BackUpServer backUp) {
            return new TurnRequest.BackUp(backUp.backup(), null, backUp.storageClass());
        }
        if (command instanceof RestoreServer restore) {
            var from = new Restoration(restore.backup(), restore.start(), null);
            return restore.target() == RestoreTarget.NEW
                    ? new TurnRequest.Create(restore.spec(), from)
                    : new TurnRequest.Restore(restore.spec(), from);
        }
        if (command instanceof VerifyBackup verify) {
            return new TurnRequest.Verify(verify.spec(), new Restoration(verify.backup(), true, null));
        }
        throw new IllegalArgumentException(
                "no turn is known for " + command.getClass().getSimpleName());
    }

    private static List<ConfigurationRef> requires(ServerCommand command) {
        List<ConfigurationRef> required = List.of();
        if (command instanceof ProvisionServer provision) {
            required = provision.requires();
        } else if (command instanceof AdoptServer adopt) {
            required = adopt.requires();
        } else if (command instanceof UpdateServer update) {
            required = update.requires();
        } else if (command instanceof RestoreServer restore) {
            required = restore.requires();
        } else if (command instanceof VerifyBackup verify) {
            required = verify.requires();
        }
        return Objects.requireNonNullElse(required, List.of());
    }
}
