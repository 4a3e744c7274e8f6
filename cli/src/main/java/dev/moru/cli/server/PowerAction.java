package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Starts, stops or reboots what was named. */
final class PowerAction {

    private final Session session;
    private final String action;

    PowerAction(Session session, String action) {
        this.session = session;
        this.action = action;
    }

    /** @param body what the single action takes, if anything; a bulk action takes none of it */
    int run(TargetOptions targets, Confirmation confirmation, @Nullable ObjectNode body) {
        BulkAction.requireTargets(targets);
        if (!targets.single()) {
            return new BulkAction(session, action).run(targets, confirmation);
        }
        var servers = new Servers(session);
        var path = servers.path(targets.servers.get(0)).verb(action);
        var answer = session.api().post(path.with("validateOnly", targets.dryRun ? true : null), body);
        if (!targets.dryRun) {
            return servers.begun(answer.body(), targets.wait);
        }
        DryRun.show(session, answer.body());
        return ExitCode.OK.number();
    }
}
