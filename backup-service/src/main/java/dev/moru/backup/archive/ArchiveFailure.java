package dev.moru.backup.archive;

import org.jspecify.annotations.Nullable;

/** A storage could not do what it was asked. Whoever throws says what a repetition is worth. */
public final class ArchiveFailure extends RuntimeException {

    /** What a repetition is worth. */
    public enum Kind {
        /** Site or storage don't answer: wait, visibly, and try again as long as there is time. */
        AWAY,
        /** It did not work this time. */
        PASSING,
        /** The same fails again until a person changes something. */
        LASTING
    }

    private final Kind kind;
    private final String problem;
    private final String title;
    private final @Nullable String hint;

    /**
     * @param problem the last part of the problem type, for example {@code storage-full}
     * @param hint what a person can do about it
     */
    public ArchiveFailure(Kind kind, String problem, String title, String detail, @Nullable String hint) {
        super(detail);
        this.kind = kind;
        this.problem = problem;
        this.title = title;
        this.hint = hint;
    }

    public Kind kind() {
        return kind;
    }

    public String problem() {
        return problem;
    }

    public String title() {
        return title;
    }

    /** For people; never null. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public @Nullable String hint() {
        return hint;
    }
}
