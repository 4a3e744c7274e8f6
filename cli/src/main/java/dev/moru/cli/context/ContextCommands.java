package dev.moru.cli.context;

import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru context}. */
@Command(name = "context", description = "The installations that you have signed in to.")
public final class ContextCommands {

    static final View VIEW = View.of(
            "context",
            Column.of("CURRENT", context -> context.path("current").asBoolean(false) ? "*" : ""),
            Column.of("NAME", "/name"),
            Column.of("URL", "/url"),
            Column.of("USER", "/user"),
            Column.of("PROJECT", "/project"),
            Column.of("CA FILE", "/caFile").wide());

    private ContextCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new ContextCommands())
                .addSubcommand(new ListContexts(session))
                .addSubcommand(new UseContext(session))
                .addSubcommand(new ShowContext(session))
                .addSubcommand(new DeleteContext(session));
    }
}
