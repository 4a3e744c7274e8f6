package dev.moru.systemtests.judge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an invariant finds while it looks through a history. */
final class Findings {

    private final List<String> violations = new ArrayList<>();
    private long cases;

    /** One more thing was looked at. A rule that looked at nothing has proved nothing. */
    void looked() {
        cases++;
    }

    /** Something that must not be. The evidence says what, with ids and times. */
    void violated(String evidence, @Nullable Object... arguments) {
        violations.add(evidence.formatted(arguments));
    }

    /** Looks at one case, and remembers the evidence when it must not be. */
    void expect(boolean holds, String evidence, @Nullable Object... arguments) {
        looked();
        if (!holds) {
            violated(evidence, arguments);
        }
    }

    Verdict verdict(Invariant invariant) {
        return new Verdict(invariant.number(), invariant.promise(), cases, violations);
    }
}
