package dev.moru.cli.operation;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether and how long a command waits for the operation that it began. */
public final class WaitOptions {

    // Without a fallback value the bare option would turn a default of true off.
    @Option(
            names = "--wait",
            negatable = true,
            fallbackValue = "true",
            description = "follow the operation to its end, live")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "how long --wait waits: 90s, 10m, 1h (default: 30m)")
    Duration timeout = Duration.ofMinutes(30);

    @Option(names = "--log", description = "with --wait: show the operation's log lines too")
    boolean log;

    /** For a request whose result is all that it is made for. */
    public void inAnyCase() {
        wait = true;
    }

    /** For commands that are asked for their result: they wait unless told otherwise. */
    public static WaitOptions waiting() {
        var options = new WaitOptions();
        options.wait = true;
        return options;
    }
}
