package dev.moru.gateway.accept;

import dev.moru.gateway.server.ServerRef;
import java.util.List;

/**
 * One action on many servers.
 *
 * @param maxInFlight how many run at a time
 * @param stopAfterFailures after how many failures the rest is cancelled; 0: never
 */
public record BulkRequest(
        String project, Action action, List<ServerRef> servers, int maxInFlight, int stopAfterFailures) {

    /** At most so many servers are acted on by one request. */
    public static final int MOST_SERVERS = 1_000;

    public BulkRequest {
        servers = List.copyOf(servers);
    }

    /** What can be done to many servers at once. */
    public enum Action {
        START(OperationKind.SERVER_START),
        STOP(OperationKind.SERVER_STOP),
        REBOOT(OperationKind.SERVER_REBOOT),
        CONFIGURE(OperationKind.SERVER_CONFIGURE),
        DELETE(OperationKind.SERVER_DELETE);

        private final OperationKind kind;

        Action(OperationKind kind) {
            this.kind = kind;
        }

        OperationKind kind() {
            return kind;
        }
    }
}
