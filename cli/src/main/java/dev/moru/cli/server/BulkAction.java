package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.Given;
import dev.moru.cli.resource.Listing;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One action on several servers, as one operation with a child for each of them. */
final class BulkAction {

    private static final int NAMES_SHOWN = 10;

    private final Session session;
    private final String action;
    private final Servers servers;

    BulkAction(Session session, String action) {
        this.session = session;
        this.action = action;
        this.servers = new Servers(session);
    }

    static void requireTargets(TargetOptions targets) {
        if (targets.servers.isEmpty() == (targets.filter == null)) {
            throw Failure.usage("name one or more servers, or give --filter");
        }
    }

    int run(TargetOptions targets, Confirmation confirmation) {
        var body = Documents.object().put("action", action);
        Given.put(body, "maxInFlight", targets.maxInFlight);
        Given.put(body, "stopAfterFailures", targets.stopAfterFailures);
        if (targets.filter == null) {
            var names = body.putArray("servers");
            targets.servers.forEach(names::add);
        } else {
            body.put("filter", targets.filter);
            body.put("expectedCount", agreedCount(targets, confirmation));
        }
        return send(servers.path().verb("bulk").with("validateOnly", targets.dryRun ? true : null), body, targets);
    }

    private int send(ApiPath path, ObjectNode body, TargetOptions targets) {
        var answer = session.api().post(path, body).body();
        if (targets.dryRun) {
            DryRun.show(session, answer);
            return ExitCode.OK.number();
        }
        return new Operations(session).accepted(answer, targets.wait);
    }

    /** The count that the caller has seen: the gateway refuses when it is not the one that it finds. */
    private int agreedCount(TargetOptions targets, Confirmation confirmation) {
        if (targets.expectedCount != null) {
            return targets.expectedCount;
        }
        var matching = new Listing(session)
                .read(servers.path().with("filter", targets.filter), Integer.MAX_VALUE).stream()
                        .filter(server -> !server.at("/spec/protected").asBoolean(false))
                        .toList();
        if (matching.isEmpty()) {
            throw new Failure(ExitCode.NOT_FOUND, "no server matches " + targets.filter);
        }
        var names = matching.stream().limit(NAMES_SHOWN).map(BulkAction::name).collect(Collectors.joining(", "));
        var more = matching.size() > NAMES_SHOWN ? ", ..." : "";
        confirmation.require(session, action + " " + matching.size() + " servers (" + names + more + ")?");
        return matching.size();
    }

    private static String name(JsonNode server) {
        return server.path("name").asString("?");
    }
}
