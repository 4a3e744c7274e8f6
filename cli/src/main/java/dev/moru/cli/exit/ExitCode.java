package dev.moru.cli.exit;

/** The exit codes that scripts may rely on. Their numbers never change. */
public enum ExitCode {
    OK(0),
    FAILURE(1),
    /** The command line, or the request that it made, is not valid; repeating it does not help. */
    USAGE(2),
    NOT_FOUND(3),
    NOT_ALLOWED(4),
    CONFLICT(5),
    /** Waiting took too long; what was asked for may still be going on. */
    TIMED_OUT(6),
    UNAVAILABLE(7),
    /** The operation has ended, and not with success. */
    OPERATION_FAILED(8);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static ExitCode ofStatus(int httpStatus) {
        return switch (httpStatus) {
            case 400, 422 -> USAGE;
            case 401, 403 -> NOT_ALLOWED;
            case 404, 410 -> NOT_FOUND;
            case 409, 412 -> CONFLICT;
            case 429, 502, 503, 504 -> UNAVAILABLE;
            default -> FAILURE;
        };
    }
}
