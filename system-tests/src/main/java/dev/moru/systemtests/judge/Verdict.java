package dev.moru.systemtests.judge;

import java.util.List;

/**
 * What became of one invariant.
 *
 * @param cases how much was looked at; with none, nothing was proved
 * @param violations evidence, the first found first
 */
public record Verdict(String invariant, String promise, long cases, List<String> violations) {

    public Verdict {
        violations = List.copyOf(violations);
    }

    public boolean isViolated() {
        return !violations.isEmpty();
    }

    @Override
    public String toString() {
        var result = isViolated() ? "VIOLATED" : cases == 0 ? "nothing to judge" : "holds";
        return "%-4s %-17s %8d looked at  %s".formatted(invariant, result, cases, promise);
    }
}
