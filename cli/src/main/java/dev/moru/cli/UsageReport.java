package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line, and where help is; the whole help would bury it. */
final class UsageReport implements IParameterExceptionHandler {

    private final Session session;

    UsageReport(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        if (isOnlyANoun(command, problem)) {
            command.usage(command.getErr());
            return ExitCode.USAGE.number();
        }
        var sentence = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        session.say(session.progressPaint().bad("error: ") + sentence);
        UnmatchedArgumentException.printSuggestions(problem, command.getErr());
        session.say("  see '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE.number();
    }

    /** Whoever types {@code moru server} wants to know what can be done with servers. */
    private static boolean isOnlyANoun(CommandLine command, ParameterException problem) {
        return problem.getClass() == ParameterException.class
                && !(command.getCommand() instanceof Callable<?>)
                && problem.getArgSpec() == null;
    }
}
