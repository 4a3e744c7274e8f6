package dev.moru.cli.completion;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print the completion script for a shell.",
        footer = {
            "  source <(moru completion bash)                          # bash, zsh",
            "  moru completion fish > ~/.config/fish/completions/moru.fish"
        })
public final class CompletionCommand implements Callable<Integer> {

    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Session session;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.host().out().print(script(spec.root().commandLine()));
        session.host().out().flush();
        return ExitCode.OK.number();
    }

    /** The script for bash turns on zsh's understanding of it by itself. */
    private String script(CommandLine root) {
        return shell == Shell.FISH ? FishScript.of(root.getCommandSpec()) : AutoComplete.bash("moru", root);
    }
}
