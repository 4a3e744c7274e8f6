package dev.moru.cli.operation;

import dev.moru.cli.output.Paint;
import dev.moru.cli.output.Text;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/** One line for each change, for logs and pipes. Times are UTC. */
final class LineTimeline implements Timeline {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final PrintStream err;
    private final Paint paint;
    private final Clock clock;
    private final Map<String, String> said = new HashMap<>();

    LineTimeline(PrintStream err, Paint paint, Clock clock) {
        this.err = err;
        this.paint = paint;
        this.clock = clock;
    }

    @Override
    public void show(OperationState operation) {
        if (!operation.ended()) {
            sayOnce(
                    "",
                    operation.title() + "  " + operation.state()
                            + suffix(operation.children().orElse("")));
        }
        for (var step : operation.steps()) {
            if (!"PENDING".equals(step.state()) || !step.waitingFor().isEmpty()) {
                sayStep(step);
            }
        }
    }

    @Override
    public void note(String line) {
        say(line);
    }

    @Override
    public void tick() {
        // A line that only says that nothing changed is noise.
    }

    @Override
    public void end(OperationState operation) {
        show(operation);
        Ending.lines(operation, clock.instant(), paint).forEach(this::say);
    }

    private void sayStep(Step step) {
        var told = step.state() + suffix(step.note());
        if (!told.equals(said.put(step.name(), told))) {
            var took = step.endedAt().isPresent() ? step.elapsed(Instant.EPOCH) : "";
            say("  " + Text.padded(step.name(), 10) + " " + step.state() + suffix(took) + suffix(step.note()));
        }
    }

    private void sayOnce(String key, String line) {
        if (!line.equals(said.put(key, line))) {
            say(line);
        }
    }

    private void say(String line) {
        err.println(TIME.format(clock.instant()) + " " + line);
        err.flush();
    }

    private static String suffix(String text) {
        return text.isEmpty() ? "" : "  " + text;
    }
}
