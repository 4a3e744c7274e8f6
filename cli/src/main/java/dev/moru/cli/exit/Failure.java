package dev.moru.cli.exit;

import java.util.List;

/** Ends a command with a sentence for a person and a code for a script. It carries no stack trace: none is ever shown. */
public class Failure extends RuntimeException {

    private final transient ExitCode code;
    private final transient List<String> details;

    public Failure(ExitCode code, String message, List<String> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = List.copyOf(details);
    }

    public Failure(ExitCode code, String message) {
        this(code, message, List.of());
    }

    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    public ExitCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Further lines, such as one for each field that was refused. */
    public List<String> details() {
        return details;
    }
}
