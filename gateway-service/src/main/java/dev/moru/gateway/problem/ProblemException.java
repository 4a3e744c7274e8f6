package dev.moru.gateway.problem;

/** Carries a refusal out of a pipeline. It has no stack trace: it tells about the request, not about the program. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
