package dev.moru.provisioning.site;

import org.jspecify.annotations.Nullable;

/** A hypervisor could not do what it was asked. Whoever throws says what a repetition is worth. */
public final class HypervisorFailure extends RuntimeException {

    /** What a repetition is worth. */
    public enum Kind {
        /** Nothing of the site answers: wait, visibly, and try again until the deadline. */
        SITE_UNREACHABLE,
        /** Something is in the way for now (a lock, a busy task): try again, a bounded number of times. */
        TRANSIENT,
        /** The same call fails again until a person changes something. */
        PERMANENT
    }

    private final Kind kind;
    private final String problem;
    private final String title;
    private final @Nullable String hint;

    private HypervisorFailure(
            Kind kind, String problem, String title, String detail, @Nullable String hint, @Nullable Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.problem = problem;
        this.title = title;
        this.hint = hint;
    }

    public static HypervisorFailure unreachable(String detail, @Nullable Throwable cause) {
        return new HypervisorFailure(
                Kind.SITE_UNREACHABLE, "site-unreachable", "The site does not answer", detail, null, cause);
    }

    /** @param problem the last part of the problem type, for example {@code storage-full} */
    public static HypervisorFailure passing(String problem, String title, String detail, @Nullable Throwable cause) {
        return new HypervisorFailure(Kind.TRANSIENT, problem, title, detail, null, cause);
    }

    /**
     * @param problem the last part of the problem type, for example {@code storage-full}
     * @param hint what a person can do about it
     */
    public static HypervisorFailure permanent(String problem, String title, String detail, @Nullable String hint) {
        return new HypervisorFailure(Kind.PERMANENT, problem, title, detail, hint, null);
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
