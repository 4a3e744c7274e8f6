package dev.moru.monitoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is given to Prometheus and Alertmanager, judged by their own tools. */
class RulesTest {

    private static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
    private static final Path RULES = DEPLOY.resolve("prometheus/rules");
    private static final Path TESTS = DEPLOY.resolve("prometheus/tests/rules.yml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern TESTED = Pattern.compile("- alertname: (\\w+)");

    @TempDir
    Path directory;

    @Test
    void theConfigurationIsOneThatPrometheusTakes() throws Exception {
        requireTool("promtool", "prometheus");

        // Without a look at the files of tokens, which are where Prometheus runs.
        assertSucceeds(
                "promtool",
                "check",
                "config",
                "--syntax-only",
                DEPLOY.resolve("prometheus/prometheus.yml").toString());
    }

    @Test
    void theConfigurationIsOneThatAlertmanagerTakes() throws Exception {
        requireTool("amtool", "prometheus-alertmanager");

        assertSucceeds(
                "amtool",
                "check-config",
                DEPLOY.resolve("alertmanager/alertmanager.yml").toString());
    }

    @Test
    void eachRuleFiresWhenItShould() throws Exception {
        requireTool("promtool", "prometheus");

        assertSucceeds("promtool", "test", "rules", TESTS.toString());
    }

    @Test
    void aRuleThatNeverFiresIsFound() throws Exception {
        requireTool("promtool", "prometheus");
        Files.createDirectories(directory.resolve("rules"));
        for (var file : ruleFiles()) {
            var broken = Files.readString(file).replace("proxmox_node_status) == 0", "proxmox_node_status) == 2");
            Files.writeString(directory.resolve("rules").resolve(file.getFileName()), broken);
        }
        Files.createDirectories(directory.resolve("tests"));
        var tests = Files.copy(TESTS, directory.resolve("tests/rules.yml"));

        assertThat(run("promtool", "test", "rules", tests.toString()).exitCode())
                .isNotZero();
    }

    @Test
    void noRuleIsWithoutATest() throws IOException {
        var rules = new TreeSet<String>();
        for (var file : ruleFiles()) {
            rules.addAll(names(ALERT, file));
        }

        assertThat(rules).isNotEmpty().isSubsetOf(names(TESTED, TESTS));
    }

    private static List<Path> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            return files.toList();
        }
    }

    private static List<String> names(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void requireTool(String tool, String debianPackage) {
        var isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Path.of(path, tool).toFile().canExecute());
        assumeTrue(isThere, tool + " is not installed; Debian has it in the package " + debianPackage);
    }

    private static void assertSucceeds(String... command) throws Exception {
        var ended = run(command);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private record Ended(int exitCode, String output) {}
}
