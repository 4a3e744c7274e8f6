package dev.moru.systemtests.bench;

import dev.moru.systemtests.installation.ApiClient;
import dev.moru.systemtests.installation.Installation;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** B12: from starting the launcher on empty data to the first 202, beside the same without an archive and with full compilation. */
final class ColdStart {

    private static final int ROUNDS = 3;
    /** What a JVM chooses by itself; whatever else {@code ./moru} sets is the same for both. */
    private static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4 -XX:ReservedCodeCacheSize=240m ";

    private final Path project;
    private final Path homes;

    ColdStart(Path project, Path homes) {
        this.project = project;
        this.homes = homes;
    }

    Figure measure() {
        // The archive of the JDK itself instead of Moru's: what a plain `java -jar` has.
        var plain = ALL_COMPILERS + "-XX:SharedArchiveFile="
                + Path.of(System.getProperty("java.home"), "lib/server/classes.jsa");
        var fast = new double[ROUNDS];
        var slow = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            fast[round] = secondsToFirst202("fast-" + round, "");
            slow[round] = secondsToFirst202("plain-" + round, plain);
        }
        var ratio = Samples.of(fast).median() / Samples.of(slow).median();
        return new Figure(
                "B12 cold start to the first 202",
                "≤ 0.3 × plain",
                "%.1f s = %.2f ×".formatted(Samples.of(fast).median(), ratio),
                "plain class path, no archive of its own, C2: %.1f s"
                        .formatted(Samples.of(slow).median()),
                Samples.of(fast).spread() + " s",
                ratio <= 0.3);
    }

    private double secondsToFirst202(String name, String javaOptions) {
        var begin = System.nanoTime();
        try (var installation =
                new Installation(project, homes.resolve(name), 24_100, Map.of("MORU_JAVA_OPTIONS", javaOptions))) {
            installation.start();
            var client = new ApiClient(installation.gateway(), Installation.token());
            var answer = client.once(
                    "POST",
                    "/api/v1/projects/default/servers",
                    Map.of("name", "first", "image", "debian-12"),
                    UUID.randomUUID().toString());
            if (answer == null || answer.status() != 202) {
                throw new IllegalStateException("READY was printed, but the first command got " + answer);
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
