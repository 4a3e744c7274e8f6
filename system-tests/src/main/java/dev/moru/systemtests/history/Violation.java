package dev.moru.systemtests.history;

/**
 * Something that must never happen, and has.
 *
 * @param invariant its number, for example {@code I1}
 */
public record Violation(String invariant, String evidence) {

    @Override
    public String toString() {
        return invariant + ": " + evidence;
    }
}
