package dev.moru.cli.context;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Context;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a context, without its token.")
final class ShowContext implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "default: the current one")
    private @Nullable String name;

    private final Session session;

    ShowContext(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.printer().one(context().withoutToken(), ContextCommands.VIEW);
        return ExitCode.OK.number();
    }

    private Context context() {
        if (name != null) {
            return session.contexts().named(name);
        }
        return session.contexts()
                .current()
                .orElseThrow(() -> new Failure(ExitCode.NOT_FOUND, "there is no current context: use 'moru login'"));
    }
}
