package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.HistoryFile;
import dev.moru.systemtests.judge.HistoryChecker;
import dev.moru.systemtests.judge.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code ./moru chaos}: a fault run, or the verdict on an earlier one. */
public final class Chaos {

    private static final int SHOWN = 5;
    private static final int VIOLATED = 1;
    private static final int USAGE = 2;
    private static final long LARGEST_SEED = 1_000_000_000L;

    private final PrintStream out;

    public Chaos(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        var options = ChaosOptions.parse(List.of(arguments));
        if (options.isEmpty()) {
            System.err.println(ChaosOptions.USAGE);
            System.exit(USAGE);
        }
        var chaos = new Chaos(System.out);
        var project = Path.of(System.getProperty("moru.project", "."));
        var verdicts = options.orElseThrow().judge() == null
                ? chaos.run(project, options.orElseThrow())
                : chaos.judge(HistoryFile.read(options.orElseThrow().judge()));
        System.exit(verdicts.stream().anyMatch(Verdict::isViolated) ? VIOLATED : 0);
    }

    /** A seed that nobody has chosen. */
    public static long freshSeed() {
        return RandomGenerator.getDefault().nextLong(LARGEST_SEED);
    }

    List<Verdict> run(Path project, ChaosOptions options) {
        var schedule = Schedule.of(options.seed(), options.length(), options.faults());
        return run(new FaultRun(project, options.home(), options.seed(), schedule, out), options.home());
    }

    /** Runs, keeps the history in the home directory, and judges it. */
    List<Verdict> run(FaultRun run, Path home) {
        var history = run.run();
        var file = home.resolve("history.json.gz");
        HistoryFile.write(history, file);
        out.printf("%nJudge it again with ./moru chaos --judge %s%n%n", file);
        var verdicts = judge(history);
        if (!run.mishaps().isEmpty()) {
            throw new IllegalStateException("not everything could be done or undone: " + run.mishaps());
        }
        return verdicts;
    }

    List<Verdict> judge(History history) {
        var verdicts = HistoryChecker.judge(history);
        verdicts.forEach(out::println);
        verdicts.stream().filter(Verdict::isViolated).forEach(this::show);
        return verdicts;
    }

    private void show(Verdict verdict) {
        out.printf(
                "%n%s: %d violations%n",
                verdict.invariant(), verdict.violations().size());
        verdict.violations().stream().limit(SHOWN).forEach(evidence -> out.println("  " + evidence));
    }
}
