package dev.moru.provisioning.server;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.moru.contracts.Event;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerAdopted;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerProvisioned;
import dev.moru.contracts.server.ServerRebooted;
import dev.moru.contracts.server.ServerRestored;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStarted;
import dev.moru.contracts.server.ServerStopped;
import dev.moru.contracts.server.ServerUpdated;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    @JsonSubTypes.Type(value = TurnRequest.BackUp.class, name = "back-up"),
    @JsonSubTypes.Type(value = TurnRequest.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = TurnRequest.Verify.class, name = "verify")
})
public sealed interface TurnRequest {

    /** What copies whole disks may take a night. */
    Duration FOR_WHOLE_DISKS = Duration.ofHours(6);

    /** The operation's kind, for example {@code server.create}. */
    String kind();

    /** What people see of the effect on the hypervisor, in order; empty: there is none. */
    List<String> steps();

    /** What participants do, in order: {@link Part#LOCATE} before the effect, the others when it has succeeded. */
    default List<Part> parts() {
        return List.of();
    }

    /** Whether there is no server before it. */
    default boolean makes() {
        return draws() || this instanceof Adopt;
    }

    /** Whether it makes a guest of its own, in a place that is drawn for it. */
    default boolean draws() {
        return this instanceof Create || this instanceof Verify;
    }

    /** Whether what it makes is removed again when it has succeeded. */
    default boolean leavesNothing() {
        return this instanceof Verify;
    }

    /** The step in which what it made is removed. */
    default String undoing() {
        return "rollback";
    }

    /** The backup that its effect works with. */
    default Optional<Restoration> restoration() {
        return Optional.empty();
    }

    /** The same, now that it is known where the backup lies. */
    default TurnRequest located(BackupArchive archive) {
        throw new IllegalStateException(kind() + " works with no backup");
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

    /**
     * Makes a server.
     *
     * @param from the backup that it is made from; null: its image
     */
    record Create(ServerSpec spec, @Nullable Restoration from) implements TurnRequest {

        public Create(ServerSpec spec) {
            this(spec, null);
        }

        @Override
        public Duration allowance() {
            return spec.deadline();
        }

        @Override
        public String kind() {
            return from == null ? "server.create" : "server.restore";
        }

        @Override
        public List<String> steps() {
            return from == null
                    ? List.of("reserve", "clone", "boot")
                    : restoring(from, Part.LOCATE.step(), "reserve", "restore");
        }

        /** What a restored server was configured as is on its disks. */
        @Override
        public List<Part> parts() {
            return List.of(from == null ? Part.CONFIGURE : Part.LOCATE, Part.WATCH, Part.PROTECT);
        }

        @Override
        public Optional<Restoration> restoration() {
            return Optional.ofNullable(from);
        }

        @Override
        public TurnRequest located(BackupArchive archive) {
            return new Create(spec, restoration().orElseThrow().at(archive));
        }

        @Override
        public Optional<ServerPhase> phaseMeanwhile() {
            return Optional.of(ServerPhase.CREATING);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(
                    from == null ? new ServerProvisioned(server) : new ServerRestored(server, from.backup()));
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
            return Duration.ofMinutes(parts().contains(Part.CONFIGURE) ? 30 : 10);
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
            boolean configures = change.roles() != null || change.roleVariables() != null;
            return Stream.of(Part.CONFIGURE, Part.PROTECT)
                    .filter(part -> part == Part.CONFIGURE ? configures : change.backupPolicy() != null)
                    .toList();
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
            return FOR_WHOLE_DISKS;
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

    /**
     * Overwrites a server with a backup of it.
     *
     * @param spec what it is then
     */
    record Restore(ServerSpec spec, Restoration from) implements TurnRequest {
        @Override
        public Duration allowance() {
            return FOR_WHOLE_DISKS;
        }

        @Override
        public String kind() {
            return "server.restore";
        }

        @Override
        public List<String> steps() {
            return restoring(from, Part.LOCATE.step(), "stop", "restore");
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.LOCATE);
        }

        @Override
        public Optional<Restoration> restoration() {
            return Optional.of(from);
        }

        @Override
        public TurnRequest located(BackupArchive archive) {
            return new Restore(spec, from.at(archive));
        }

        @Override
        public Optional<ServerPhase> phaseMeanwhile() {
            return Optional.of(ServerPhase.UPDATING);
        }

        @Override
        public Optional<Event> success(ServerSnapshot server) {
            return Optional.of(new ServerRestored(server, from.backup()));
        }
    }

    /**
     * Brings a backup to a machine of its own, and looks whether that comes up. Nobody hears of the machine, and it is removed
     * whatever comes of it.
     *
     * @param spec of the server when the backup was taken
     */
    record Verify(ServerSpec spec, Restoration from) implements TurnRequest {
        @Override
        public Duration allowance() {
            return FOR_WHOLE_DISKS;
        }

        @Override
        public String kind() {
            return "backup.verify";
        }

        @Override
        public List<String> steps() {
            return List.of(Part.LOCATE.step(), "reserve", "restore", "boot", "look", undoing());
        }

        @Override
        public String undoing() {
            return "destroy";
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.LOCATE);
        }

        @Override
        public Optional<Restoration> restoration() {
            return Optional.of(from);
        }

        @Override
        public TurnRequest located(BackupArchive archive) {
            return new Verify(spec, from.at(archive));
        }

        /** What is made for it: nothing but size, disks and cards of the server, and no address. */
        ServerSpec scratch() {
            var backup = from.backup().toString();
            return new ServerSpec(
                    "verify-" + backup.substring(backup.length() - 12),
                    spec.kind(),
                    spec.site(),
                    spec.image(),
                    null,
                    spec.cores(),
                    spec.memoryMiB(),
                    spec.disks(),
                    spec.networks().stream()
                            .map(card -> new NetworkAttachment(card.network(), "none", "none"))
                            .toList(),
                    Placement.ANYWHERE,
                    spec.login(),
                    "running",
                    List.of(),
                    "A backup of " + spec.name() + " is tried here, and removed then.",
                    false,
                    OnFailure.ROLLBACK,
                    allowance(),
                    List.of(),
                    Map.of(),
                    null,
                    OnFailure.ROLLBACK);
        }
    }

    private static List<String> restoring(Restoration from, String... steps) {
        return Stream.concat(Stream.of(steps), Stream.of("boot").filter(boot -> from.start()))
                .toList();
    }
}
