package dev.moru.contracts.operation;

/** How the children of a bulk operation stand. */
public record ChildCounts(int total, int succeeded, int failed) {

    public static final ChildCounts NONE = new ChildCounts(0, 0, 0);
}
