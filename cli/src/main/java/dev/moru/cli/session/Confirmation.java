package dev.moru.cli.session;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Asks before something is lost. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask for confirmation")
    private boolean yes;

    /** Returns when the user agrees, and ends the command when not; where nobody can be asked, only --yes is agreement. */
    public void require(Session session, String question) {
        if (yes) {
            return;
        }
        var answer = session.host()
                .terminal()
                .ask(question + " [y/N] ")
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE, question + " Nobody can be asked here.", List.of("say yes with --yes")));
        if (!List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new Failure(ExitCode.FAILURE, "nothing was done");
        }
    }
}
