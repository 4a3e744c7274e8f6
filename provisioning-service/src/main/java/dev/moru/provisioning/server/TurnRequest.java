package dev.moru.provisioning.server;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.moru.contracts.Event;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.ServerAdopted;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerRebooted;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStarted;
import dev.moru.contracts.server.ServerStopped;
import dev.moru.contracts.server.ServerUpdated;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a turn is for. Everything that is particular to one kind of turn, and does not depend on how it goes, is said here; a
 * new action begins with a record of its own.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnRequest.Create.class, name = "create"),
    @JsonSubTypes.Type(value = TurnRequest.Adopt.class, name = "adopt"),
    @JsonSubTypes.Type(value = TurnRequest.Power.class, name = "power"),
    @JsonSubTypes.Type(value = TurnRequest.Update.class, name = "update"),
    @JsonSubTypes.Type(value = TurnRequest.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = TurnRequest.Configure.class, name = "configure"),
    @JsonSubTypes.Type(value = TurnRequest.BackUp.class, name = "back-up")
})
public sealed interface TurnRequest {

    /** The operation's kind, for example {@code server.create}. */
    String kind();

    /** What people see of the effect on the hypervisor, in order; empty: there is none. */
    List<String> steps();

    /** What participants do when the effect has succeeded, in order. */
    default List<Part> parts() {
        return List.of();
    }

    /** Whether there is no server before it. */
    default boolean makes() {
        return this instanceof Create || this instanceof Adopt;
    }

    /** How long it may take, unless its command says otherwise. */
    Duration allowance();

    /** How the server is called while it goes on; empty: as before. */
    default Optional<ServerPhase> phaseMeanwhile() {
        return Optional.empty();
    }

    /** What has happened to the server when the effect has succeeded. */
    default Optional<Event> success(ServerSnapshot server) {
        return Optional.empty();
    }

    /** Makes a server. */
    record Create(ServerSpec spec) implements TurnRequest {
        @Override
        public Duration allowance() {
            return spec.deadline();
        }

        @Override
        public String kind() {
            return "server.create";
        }

        @Override
        public List<String> steps() {
            return List.of("reserve", "clone", "boot");
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.CONFIGURE, Part.WATCH, Part.PROTECT);
        }

        @Override
        public Optional<ServerPhase> phaseMeanwhile() {
            return Optional.of(ServerPhase.CREATING);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(new ServerProvisioned(server));
        }
    }

    /** Takes over a guest. */
    record Adopt(String name, int vmId) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofMinutes(5);
        }

        @Override
        public String kind() {
            return "server.adopt";
        }

        @Override
        public List<String> steps() {
            return List.of("inspect", "mark");
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.WATCH, Part.PROTECT);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(new ServerAdopted(server));
        }
    }

    /** Starts, stops or reboots. */
    record Power(PowerAction action, boolean force) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofMinutes(5);
        }

        @Override
        public String kind() {
            return "server." + action.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public List<String> steps() {
            return Stream.of("shutdown", "boot")
                    .filter(step -> step.equals("shutdown") ? action != PowerAction.START : action != PowerAction.STOP)
                    .toList();
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(
                    switch (action) {
                        case START -> new ServerStarted(server);
                        case STOP -> new ServerStopped(server);
                        case REBOOT -> new ServerRebooted(server);
                    });
        }
    }

    /** Changes a server. */
    record Update(ServerChange change, ApplyMode apply) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofMinutes(parts().isEmpty() ? 10 : 30);
        }

        @Override
        public String kind() {
            return "server.update";
        }

        @Override
        public List<String> steps() {
            return apply == ApplyMode.RESTART ? List.of("apply", "restart") : List.of("apply");
        }

        @Override
        public List<Part> parts() {
            return change.roles() == null && change.roleVariables() == null ? List.of() : List.of(Part.CONFIGURE);
        }

        @Override
        public Optional<ServerPhase> phaseMeanwhile() {
            return Optional.of(ServerPhase.UPDATING);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(new ServerUpdated(server));
        }
    }

    /**
     * Deletes a server.
     *
     * @param backups null: they are kept
     */
    record Delete(@Nullable BackupsOnDelete backups) implements TurnRequest {
        @Override
        public List<Part> parts() {
            return backups == BackupsOnDelete.DELETE ? List.of(Part.REMOVE_BACKUPS) : List.of();
        }

        @Override
        public Duration allowance() {
            return Duration.ofMinutes(15);
        }

        @Override
        public String kind() {
            return "server.delete";
        }

        @Override
        public List<String> steps() {
            return List.of("stop", "destroy");
        }

        @Override
        public Optional<ServerPhase> phaseMeanwhile() {
            return Optional.of(ServerPhase.DELETING);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(new ServerDeleted(server));
        }
    }

    /**
     * Configures a server again.
     *
     * @param check whether to say only what would change
     */
    record Configure(boolean check) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofMinutes(30);
        }

        @Override
        public String kind() {
            return "server.configure";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.CONFIGURE);
        }
    }

    /**
     * Takes a backup of a server.
     *
     * @param backup the id that it gets
     * @param policy that asked for it; null when a person did
     * @param storageClass where it goes; null: where its policy says, or where the most room is
     */
    record BackUp(
            UUID backup, @Nullable UUID policy, @Nullable String storageClass) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofHours(6);
        }

        @Override
        public String kind() {
            return "server.backup";
        }

        @Override
        public List<String> steps() {
            return List.of();
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.BACK_UP);
        }
    }
}
