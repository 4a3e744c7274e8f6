package dev.moru.gateway.accept;

import dev.moru.contracts.Command;
import dev.moru.contracts.server.RebootServer;
import dev.moru.contracts.server.StartServer;
import dev.moru.contracts.server.StopServer;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server is to be started, stopped or rebooted. */
public record PowerWish(ServerRef server, Action action) implements Wish {

    /** What is to be done with the power, and the command for it. */
    public enum Action {
        START(OperationKind.SERVER_START),
        STOP(OperationKind.SERVER_STOP),
        FORCE_STOP(OperationKind.SERVER_STOP),
        REBOOT(OperationKind.SERVER_REBOOT);

        private final OperationKind kind;

        Action(OperationKind kind) {
            this.kind = kind;
        }

        public OperationKind kind() {
            return kind;
        }

        Command command(@Nullable UUID retryOf, @Nullable UUID parent) {
            return switch (this) {
                case START -> new StartServer(retryOf, parent);
                case STOP -> new StopServer(false, retryOf, parent);
                case FORCE_STOP -> new StopServer(true, retryOf, parent);
                case REBOOT -> new RebootServer(retryOf, parent);
            };
        }
    }

    @Override
    public List<ServerRef> servers() {
        return List.of(server);
    }

    @Override
    public Ruling rule(Submission submission, Estate estate) {
        var head = estate.find(server);
        if (head.isEmpty()) {
            return Refusals.noServer(server);
        }
        return Refusals.ofCommand(head.get())
                .orElseGet(() -> Acceptance.of(submission, action.kind(), estate)
                        .server(head.get().withOpenOperation(estate.now()), action.command(null, null)));
    }
}
