package dev.moru.cli.resource;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a list is wanted, and whether to keep looking. */
public final class ListOptions {

    @Option(names = "--filter", paramLabel = "EXPR", description = "such as 'state=RUNNING AND name:web' (AIP-160)")
    @Nullable
    String filter;

    @Option(names = "--order-by", paramLabel = "FIELD", description = "such as 'name' or 'createdAt desc'")
    @Nullable
    String orderBy;

    @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: all)")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-w", "--watch"},
            description = "show the list again whenever it changes, until interrupted")
    boolean watch;

    @Option(names = "--interval", paramLabel = "TIME", description = "with --watch: how often to look (default: 2s)")
    Duration interval = Duration.ofSeconds(2);

    /** Narrows the list further, by a condition that the command stands for. */
    public ListOptions within(@Nullable String condition) {
        if (condition != null) {
            filter = filter == null ? condition : condition + " AND " + filter;
        }
        return this;
    }
}
