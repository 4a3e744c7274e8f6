package dev.moru.systemtests.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command was told.
 *
 * @param home where the run keeps everything
 * @param judge the history of an earlier run, which is all that is looked at then
 */
record ChaosOptions(
        Duration length, long seed, Path home, @Nullable Path judge) {

    static final String USAGE = "usage: ./moru chaos [--minutes N] [--seed S] [--home DIRECTORY] | --judge FILE";

    private static final String DEFAULT_MINUTES = "60";
    private static final Set<String> KNOWN = Set.of("--minutes", "--seed", "--home", "--judge");

    /** Empty when the words make no sense. */
    static Optional<ChaosOptions> parse(List<String> words) {
        if (words.size() % 2 != 0) {
            return Optional.empty();
        }
        var given = new HashMap<String, String>();
        for (int i = 0; i < words.size(); i += 2) {
            given.put(words.get(i), words.get(i + 1));
        }
        return KNOWN.containsAll(given.keySet()) ? of(given) : Optional.empty();
    }

    private static Optional<ChaosOptions> of(Map<String, String> given) {
        try {
            var minutes = Double.parseDouble(given.getOrDefault("--minutes", DEFAULT_MINUTES));
            var seed = given.containsKey("--seed") ? Long.parseLong(given.get("--seed")) : Chaos.freshSeed();
            var home =
                    Path.of(given.getOrDefault("--home", System.getProperty("java.io.tmpdir") + "/moru-chaos-" + seed));
            var judge = given.get("--judge");
            return Optional.of(new ChaosOptions(
                    Duration.ofMillis((long) (minutes * Duration.ofMinutes(1).toMillis())),
                    seed,
                    home,
                    judge == null ? null : Path.of(judge)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
