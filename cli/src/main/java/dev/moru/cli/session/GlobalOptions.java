package dev.moru.cli.session;

import dev.moru.cli.output.OutputFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its verb. */
public final class GlobalOptions {

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "table, wide, json, yaml or name (default: table)")
    OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "the installation to talk to (see 'moru context list')")
    @Nullable
    String context;

    @Option(
            names = {"-p", "--project"},
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "the project (default: the context's, else 'default')")
    @Nullable
    String project;

    @Option(
            names = "--retry-for",
            scope = ScopeType.INHERIT,
            paramLabel = "TIME",
            description = "how long to repeat a request while the gateway is away or busy (default: 30s)")
    Duration retryFor = Duration.ofSeconds(30);

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "show this help")
    boolean help;
}
