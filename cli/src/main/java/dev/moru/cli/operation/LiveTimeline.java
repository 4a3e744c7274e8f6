package dev.moru.cli.operation;

import dev.moru.cli.output.Paint;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redraws the operation in place. Each picture is one write, so that it does not flicker. */
final class LiveTimeline implements Timeline {

    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream err;
    private final Paint paint;
    private final Clock clock;
    private final Frame frame;
    private @Nullable OperationState shown;
    private int height;
    private int turn;

    LiveTimeline(PrintStream err, Paint paint, Clock clock, int width) {
        this.err = err;
        this.paint = paint;
        this.clock = clock;
        this.frame = new Frame(paint, width);
    }

    @Override
    public void show(OperationState operation) {
        shown = operation;
        draw(operation, List.of());
    }

    @Override
    public void note(String line) {
        if (shown == null) {
            err.println(line);
        } else {
            draw(shown, List.of(line));
        }
    }

    @Override
    public void tick() {
        turn++;
        if (shown != null) {
            draw(shown, List.of());
        }
    }

    @Override
    public void end(OperationState operation) {
        show(operation);
        Ending.lines(operation, clock.instant(), paint).forEach(err::println);
        err.println();
        err.flush();
    }

    /** @param above lines that stay, and push the picture down */
    private void draw(OperationState operation, List<String> above) {
        var picture = frame.draw(operation, clock.instant(), turn);
        var text = new StringBuilder(height == 0 ? "" : "\u001b[" + height + "A");
        above.forEach(line -> text.append(CLEAR_LINE).append(line).append('\n'));
        picture.forEach(line -> text.append(CLEAR_LINE).append(line).append('\n'));
        err.print(text.append(CLEAR_BELOW));
        err.flush();
        height = picture.size();
    }
}
