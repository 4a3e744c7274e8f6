package dev.moru.cli.server;

import dev.moru.cli.session.Confirmation;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "reboot", description = "Restart servers by their operating system.")
final class RebootServers implements Callable<Integer> {

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    private final Session session;

    RebootServers(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return new PowerAction(session, "reboot").run(targets, confirmation, null);
    }
}
