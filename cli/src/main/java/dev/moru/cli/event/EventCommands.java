package dev.moru.cli.event;

import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code moru event}. */
@Command(name = "event", description = "Events: everything that happens, as it happens.")
public final class EventCommands {

    private EventCommands() {}

    public static CommandLine of(Session session) {
        return new CommandLine(new EventCommands()).addSubcommand(new TailEvents(session));
    }
}
