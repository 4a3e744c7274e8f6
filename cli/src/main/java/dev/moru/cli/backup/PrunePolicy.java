package dev.moru.cli.backup;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "prune",
        description = "Remove what a policy keeps no longer; 'moru event tail' shows what is kept and what is not.")
final class PrunePolicy implements Callable<Integer> {

    @Parameters(paramLabel = "NAME")
    private String name = "";

    @Option(names = "--dry-run", description = "only say what would be removed")
    private boolean dryRun;

    private final Session session;

    PrunePolicy(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var path = session.inProject("backup-policies").child(name).verb("prune");
        session.api().post(path, Documents.object().put("dryRun", dryRun));
        session.say("backup-policy " + name + (dryRun ? " is asked what it would remove" : " is being pruned"));
        return ExitCode.OK.number();
    }
}
