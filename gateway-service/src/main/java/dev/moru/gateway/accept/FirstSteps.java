package dev.moru.gateway.accept;

import static dev.moru.contracts.turn.Participant.BACKUP;
import static dev.moru.contracts.turn.Participant.CONFIG;
import static dev.moru.contracts.turn.Participant.MONITORING;

import dev.moru.contracts.Command;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.AdoptServer;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.BackUpServer;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.DeleteServer;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.ReconfigureServer;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.RestoreTarget;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.contracts.server.UpdateServer;
import dev.moru.contracts.server.VerifyBackup;
import dev.moru.contracts.turn.Participant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The steps of an operation before its owner has told of them: those that stand in its first report, so that a timeline does not
 * grow when the owner takes it over. Other operations than those on servers have none until then.
 */
final class FirstSteps {

    private static final Map<Class<? extends Command>, List<String>> OWNERS = Map.of(
            ProvisionServer.class, List.of("reserve", "clone", "boot"),
            AdoptServer.class, List.of("inspect", "mark"),
            StartServer.class, List.of("boot"),
            StopServer.class, List.of("shutdown"),
            RebootServer.class, List.of("shutdown", "boot"),
            DeleteServer.class, List.of("stop", "destroy"),
            BackUpServer.class, List.of("backup"),
            VerifyBackup.class, List.of("locate", "reserve", "restore", "boot", "look", "destroy"));

    private final Set<Participant> here;
    private final List<Step> steps = new ArrayList<>();

    private FirstSteps(Set<Participant> here) {
        this.here = here;
    }

    /** @param here the participants that there are; the steps of others are left out */
    static List<Step> of(Command command, Set<Participant> here) {
        var first = new FirstSteps(here);
        first.addOwners(command);
        first.addParticipants(command);
        return List.copyOf(first.steps);
    }

    private void addOwners(Command command) {
        OWNERS.getOrDefault(command.getClass(), List.of()).forEach(this::add);
        if (command instanceof UpdateServer update) {
            add("apply");
            addIf(update.apply() == ApplyMode.RESTART, "restart");
        } else if (command instanceof RestoreServer restore) {
            add("locate");
            add(isNew(restore) ? "reserve" : "stop");
            add("restore");
            addIf(restore.start(), "boot");
        }
    }

    private void addParticipants(Command command) {
        var change = command instanceof UpdateServer update ? update.change() : null;
        boolean changesRoles = change != null && (change.roles() != null || change.roleVariables() != null);
        boolean changesPolicy = change != null && change.backupPolicy() != null;
        boolean removesBackups = command instanceof DeleteServer delete && delete.backups() == BackupsOnDelete.DELETE;
        boolean adds = command instanceof ProvisionServer
                || command instanceof AdoptServer
                || command instanceof RestoreServer restore && isNew(restore);
        boolean configures = command instanceof ProvisionServer || command instanceof ReconfigureServer || changesRoles;
        addIf(configures && here.contains(CONFIG), "configure");
        addIf(adds && here.contains(MONITORING), "watch");
        addIf((adds || changesPolicy) && here.contains(BACKUP), "protect");
        addIf(removesBackups && here.contains(BACKUP), "backups");
    }

    private static boolean isNew(RestoreServer restore) {
        return restore.target() == RestoreTarget.NEW;
    }

    private void addIf(boolean holds, String step) {
        if (holds) {
            add(step);
        }
    }

    private void add(String step) {
        steps.add(Step.pending(step));
    }
}
