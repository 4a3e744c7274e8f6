package dev.moru.cli.server;

import dev.moru.cli.operation.WaitOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which servers an action is for: one, several, or all that match. */
final class TargetOptions {

    @Parameters(paramLabel = "SERVER", arity = "0..*", description = "names or ids; several become one bulk operation")
    List<String> servers = List.of();

    @Option(names = "--filter", paramLabel = "EXPR", description = "all that match, but never protected ones")
    @Nullable
    String filter;

    @Option(
            names = "--expected-count",
            paramLabel = "N",
            description = "with --filter: refuse when another number matches (default: count first, and ask)")
    @Nullable
    Integer expectedCount;

    @Option(names = "--max-in-flight", paramLabel = "N", description = "in bulk: so many at a time")
    @Nullable
    Integer maxInFlight;

    @Option(names = "--stop-after-failures", paramLabel = "N", description = "in bulk: leave the rest after N failures")
    @Nullable
    Integer stopAfterFailures;

    @Option(names = "--dry-run", description = "only check whether it would be accepted")
    boolean dryRun;

    @Mixin
    WaitOptions wait = new WaitOptions();

    boolean single() {
        return servers.size() == 1 && filter == null;
    }
}
