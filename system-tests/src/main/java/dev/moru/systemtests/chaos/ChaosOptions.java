package dev.moru.systemtests.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the command was told.
 *
 * @param faults what may be done, by default everything
 * @param home where the run keeps everything
 * @param judge the history of an earlier run, which is all that is looked at then
 */
record ChaosOptions(
        Duration length,
        long seed,
        Set<Fault> faults,
        Path home,
        @Nullable Path judge) {

    static final String USAGE =
            "usage: ./moru chaos [--minutes N] [--seed S] [--faults A,B,..] [--home DIRECTORY] | --judge FILE";

    private static final String DEFAULT_MINUTES = "60";
    private static final Set<String> KNOWN = Set.of("--minutes", "--seed", "--faults", "--home", "--judge");

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
                    faults(given.getOrDefault("--faults", "")),
                    home,
                    judge == null ? null : Path.of(judge)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<Fault> faults(String names) {
        return names.isEmpty()
                ? EnumSet.allOf(Fault.class)
                : Stream.of(names.split(",")).map(Fault::valueOf).collect(Collectors.toSet());
    }
}
