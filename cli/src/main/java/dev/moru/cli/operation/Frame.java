package dev.moru.cli.operation;

import dev.moru.cli.output.Elapsed;
import dev.moru.cli.output.Paint;
import dev.moru.cli.output.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Draws an operation as a picture of a few lines: title, one line for each step, bar. */
final class Frame {

    private static final List<String> SPINNER = List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
    private static final int ELAPSED_WIDTH = 6;
    private static final int BAR_WIDTH = 40;
    private static final int MARGIN = 8;

    private final Paint paint;
    private final int width;

    Frame(Paint paint, int width) {
        this.paint = paint;
        this.width = width;
    }

    /** @param turn the picture's number, by which the spinner turns */
    List<String> draw(OperationState operation, Instant now, int turn) {
        var lines = new ArrayList<String>();
        lines.add(title(operation));
        var steps = operation.steps();
        var nameWidth =
                steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
        steps.forEach(step -> lines.add(step(step, nameWidth, now, turn)));
        if (!operation.ended()) {
            lines.add(bar(operation, now, turn));
        }
        return lines;
    }

    private String title(OperationState operation) {
        var place = Text.oneLine(operation.document().path("site").asString(""));
        var where = place.isEmpty() ? "" : " on " + place;
        var simulated = operation.simulated() ? "  simulated" : "";
        var room = width - where.length() - simulated.length();
        return paint.strong(Text.fitted(operation.title(), room)) + paint.faint(where) + paint.caution(simulated);
    }

    private String step(Step step, int nameWidth, Instant now, int turn) {
        var name = Text.padded(step.name(), nameWidth);
        var elapsed = Text.padded(step.elapsed(now), ELAPSED_WIDTH);
        var note = Text.fitted(step.note(), width - nameWidth - ELAPSED_WIDTH - MARGIN);
        var rest = ("  " + elapsed + "  " + note).stripTrailing();
        return "  "
                + switch (step.state()) {
                    case "SUCCEEDED" -> paint.good("✓ ") + name + paint.faint(rest);
                    case "FAILED" -> paint.bad("✗ " + name + rest);
                    case "RUNNING" -> paint.busy(spinner(turn) + " " + name) + rest;
                    case "SIMULATED" ->
                        paint.caution("◌ " + name) + paint.faint("  " + elapsed + "  " + simulated(note));
                    case "SKIPPED" -> paint.faint("– " + name + rest);
                    case "CANCELLED" -> paint.caution("■ " + name) + paint.faint(rest);
                    default -> paint.faint("· " + (name + rest).stripTrailing());
                };
    }

    private static String simulated(String note) {
        return note.isEmpty() ? "simulated" : "simulated: " + note;
    }

    private String bar(OperationState operation, Instant now, int turn) {
        var barWidth = Math.max(0, Math.min(BAR_WIDTH, width - 24));
        var done = (int) Math.round(operation.progress() * barWidth);
        var bar = paint.busy("━".repeat(done)) + paint.faint("─".repeat(barWidth - done));
        var percent = Math.round(operation.progress() * 100) + " %";
        var state = operation.children().orElse("ACCEPTED".equals(operation.state()) ? "queued" : "");
        var text = percent + "  " + Elapsed.text(operation.elapsed(now)) + (state.isEmpty() ? "" : "  " + state);
        return paint.busy(spinner(turn)) + " " + bar + " " + text;
    }

    private static String spinner(int turn) {
        return SPINNER.get(Math.floorMod(turn, SPINNER.size()));
    }
}
