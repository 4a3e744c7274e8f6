package dev.moru.cli.operation;

import dev.moru.cli.output.Elapsed;
import dev.moru.cli.output.Paint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The last words about an operation. */
final class Ending {

    private Ending() {}

    static List<String> lines(OperationState operation, Instant now, Paint paint) {
        var lines = new ArrayList<String>();
        lines.add(verdict(operation, now, paint));
        operation.failure().ifPresent(failure -> lines.add("  " + paint.bad(failure)));
        operation.hint().ifPresent(hint -> lines.add("  " + hint));
        operation.warnings().forEach(warning -> lines.add("  " + paint.caution("warning: " + warning)));
        operation.cleanup().ifPresent(cleanup -> lines.add("  " + paint.caution("cleanup: " + cleanup)));
        return lines;
    }

    private static String verdict(OperationState operation, Instant now, Paint paint) {
        var took = Elapsed.text(operation.elapsed(now));
        var children = operation.children().map(text -> ", " + text).orElse("");
        var verdict = switch (operation.state()) {
            case "SUCCEEDED" -> paint.good("✓ " + operation.title() + " succeeded in " + took + children);
            case "CANCELLED" -> paint.caution("■ " + operation.title() + " was cancelled after " + took + children);
            case "TIMED_OUT" -> paint.bad("✗ " + operation.title() + " passed its deadline after " + took + children);
            default -> paint.bad("✗ " + operation.title() + " failed after " + took + children);
        };
        return operation.simulated() ? verdict + paint.caution("  (simulated)") : verdict;
    }
}
