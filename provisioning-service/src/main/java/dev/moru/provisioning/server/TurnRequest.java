package dev.moru.provisioning.server;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.moru.contracts.server.ApplyMode;
import dev.moru.contracts.server.ServerChange;
import dev.moru.contracts.server.ServerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a turn is for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnRequest.Create.class, name = "create"),
    @JsonSubTypes.Type(value = TurnRequest.Adopt.class, name = "adopt"),
    @JsonSubTypes.Type(value = TurnRequest.Power.class, name = "power"),
    @JsonSubTypes.Type(value = TurnRequest.Update.class, name = "update"),
    @JsonSubTypes.Type(value = TurnRequest.Delete.class, name = "delete")
})
public sealed interface TurnRequest {

    /** The operation's kind, for example {@code server.create}. */
    String kind();

    /** What people see of it, in order. */
    List<String> steps();

    /** Whether there is no server before it. */
    default boolean makes() {
        return this instanceof Create || this instanceof Adopt;
    }

    /** How long it may take, unless its command says otherwise. */
    Duration allowance();

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
    }

    /** Changes a server. */
    record Update(ServerChange change, ApplyMode apply) implements TurnRequest {
        @Override
        public Duration allowance() {
            return Duration.ofMinutes(10);
        }

        @Override
        public String kind() {
            return "server.update";
        }

        @Override
        public List<String> steps() {
            return apply == ApplyMode.RESTART ? List.of("apply", "restart") : List.of("apply");
        }
    }

    /** Deletes a server. */
    record Delete() implements TurnRequest {
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
    }
}
