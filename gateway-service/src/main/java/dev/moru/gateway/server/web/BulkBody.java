package dev.moru.gateway.server.web;

import dev.moru.gateway.accept.BulkRequest;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.server.ServerRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bulk request: what to do to which servers.
 *
 * @param action {@code start}, {@code stop}, {@code reboot}, {@code configure} or {@code delete}
 * @param servers names or ids; or else a filter, with the number of servers that the caller saw
 * @param maxInFlight how many run at a time; 10 when left out
 * @param stopAfterFailures after how many failures the rest is cancelled; never when left out
 */
record BulkBody(
        @Nullable String action,
        @Nullable List<String> servers,
        @Nullable String filter,
        @Nullable Integer expectedCount,
        @Nullable Integer maxInFlight,
        @Nullable Integer stopAfterFailures) {

    private static final int DEFAULT_IN_FLIGHT = 10;
    private static final int MOST_IN_FLIGHT = 100;

    private static final Map<String, BulkRequest.Action> ACTIONS = Map.of(
            "start", BulkRequest.Action.START,
            "stop", BulkRequest.Action.STOP,
            "reboot", BulkRequest.Action.REBOOT,
            "configure", BulkRequest.Action.CONFIGURE,
            "delete", BulkRequest.Action.DELETE);

    void check(Caller caller) {
        var complaints = new Complaints();
        complaints.require(
                action != null && ACTIONS.containsKey(action), "/action", "start, stop, reboot, configure or delete");
        complaints.require((servers == null) != (filter == null), "/servers", "either servers, or a filter");
        complaints.require(
                servers == null || !servers.isEmpty() && servers.size() <= BulkRequest.MOST_SERVERS,
                "/servers",
                "1 to " + BulkRequest.MOST_SERVERS);
        complaints.require(
                filter == null
                        || expectedCount != null && expectedCount >= 1 && expectedCount <= BulkRequest.MOST_SERVERS,
                "/expectedCount",
                "with a filter: how many servers you expect, 1 to " + BulkRequest.MOST_SERVERS);
        complaints.require(
                maxInFlight == null || maxInFlight >= 1 && maxInFlight <= MOST_IN_FLIGHT,
                "/maxInFlight",
                "1 to " + MOST_IN_FLIGHT);
        complaints.require(stopAfterFailures == null || stopAfterFailures >= 0, "/stopAfterFailures", "0 or more");
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
        requirePermission(caller);
    }

    /** Whoever may act on many servers must be allowed to act so on one. */
    private void requirePermission(Caller caller) {
        var permission = switch (Objects.requireNonNull(action)) {
            case "configure" -> "server:configure";
            case "delete" -> "server:delete";
            default -> "server:power";
        };
        if (!caller.may(permission)) {
            throw Problem.of(ProblemType.FORBIDDEN, "the action needs " + permission)
                    .asException();
        }
    }

    List<ServerRef> named(String project) {
        return Objects.requireNonNull(servers).stream()
                .distinct()
                .map(word -> new ServerRef(project, word))
                .toList();
    }

    BulkRequest request(String project, List<ServerRef> refs) {
        return new BulkRequest(
                project,
                Objects.requireNonNull(
                        ACTIONS.get(Objects.requireNonNull(action).toLowerCase(Locale.ROOT))),
                refs,
                Objects.requireNonNullElse(maxInFlight, DEFAULT_IN_FLIGHT),
                Objects.requireNonNullElse(stopAfterFailures, 0));
    }
}
