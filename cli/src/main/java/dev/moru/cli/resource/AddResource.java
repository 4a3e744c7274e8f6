package dev.moru.cli.resource;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Add a new resource.")
final class AddResource implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "its name, unless the file gives it")
    private @Nullable String name;

    @Mixin
    private BodyOptions body = new BodyOptions();

    @Option(names = "--dry-run", description = "only check whether it would be accepted")
    private boolean dryRun;

    private final Session session;
    private final Resources resources;
    private final BodyFlags flags;

    AddResource(Session session, Resources resources, BodyFlags flags) {
        this.session = session;
        this.resources = resources;
        this.flags = flags;
    }

    @Override
    public Integer call() {
        var document = body.start(session);
        Given.put(document, "name", name);
        flags.addTo(document, session);
        if (body.finish(document).path("name").asString("").isEmpty()) {
            throw Failure.usage("the " + resources.noun() + " needs a name");
        }
        var path = resources.path(session).with("validateOnly", dryRun ? true : null);
        session.printer().row(session.api().post(path, document).body(), resources.view());
        return ExitCode.OK.number();
    }
}
