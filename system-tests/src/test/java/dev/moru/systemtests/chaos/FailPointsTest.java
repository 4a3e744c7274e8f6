package dev.moru.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.systemtests.parts.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailPointsTest {

    private static final Pattern REACHED = Pattern.compile("FailPoint\\.reach\\(\"([a-z.-]+)\"");
    private static final Pattern NAMED = Pattern.compile("String [A-Z_]+ = \"([a-z.-]+)\"");

    private final FailPoints points = new FailPoints();

    @Test
    void armsEveryPointThatIsCompiledIn() throws IOException {
        var armed = Member.all().stream()
                .flatMap(member -> FailPoints.of(member.name()).stream())
                .collect(Collectors.toSet());

        assertThat(armed).containsExactlyInAnyOrderElementsOf(compiledIn());
    }

    @Test
    void dealsEachPointBeforeAnyComesTwice() {
        points.visited("gateway", "relay.after-read");

        assertThat(points.option("gateway", 2))
                .startsWith("-Dmoru.failpoints=")
                .contains("relay.after-publish=halt@2")
                .doesNotContain("relay.after-read");

        FailPoints.of("gateway").forEach(point -> points.visited("gateway", point));

        assertThat(points.option("gateway", 1)).contains("relay.after-read=halt@1");
    }

    private static Set<String> compiledIn() throws IOException {
        var found = new HashSet<String>();
        try (var files = Files.find(Path.of(".."), 20, (path, attributes) -> isSource(path))) {
            files.forEach(file -> found.addAll(namesIn(file)));
        }
        return found;
    }

    private static boolean isSource(Path path) {
        var name = path.toString();
        return name.endsWith(".java") && name.contains("/src/main/") && !name.contains("/system-tests/");
    }

    private static List<String> namesIn(Path file) {
        try {
            var names = file.endsWith("FailPoints.java") ? NAMED : REACHED;
            return names.matcher(Files.readString(file))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
