package dev.moru.cli;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed: one line, then one for each detail. Nobody is shown a stack trace. */
final class FailureReport implements IExecutionExceptionHandler {

    private final Session session;

    FailureReport(Session session) {
        this.session = session;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        var failure = problem instanceof Failure known ? known : unexpected(problem);
        session.say(session.progressPaint().bad("error: ") + failure.sentence());
        failure.details().forEach(detail -> session.say("  " + detail));
        return failure.code().number();
    }

    private static Failure unexpected(Exception problem) {
        if (problem instanceof InterruptedException) {
            return new Failure(ExitCode.FAILURE, "interrupted");
        }
        return new Failure(
                ExitCode.FAILURE, "unexpected " + problem.getClass().getSimpleName() + ": " + problem.getMessage());
    }
}
