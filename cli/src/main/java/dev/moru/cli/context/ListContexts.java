package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List the contexts; the current one has a star.")
final class ListContexts implements Callable<Integer> {

    private final Session session;

    ListContexts(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var current = session.contexts().current();
        var contexts = session.contexts().all().stream()
                .map(context -> (JsonNode) context.withoutToken()
                        .put("current", current.filter(context::equals).isPresent()))
                .toList();
        session.printer().list(contexts, ContextCommands.VIEW);
        return ExitCode.OK.number();
    }
}
