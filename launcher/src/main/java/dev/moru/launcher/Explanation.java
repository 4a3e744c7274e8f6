package dev.moru.launcher;

import dev.moru.embedded.StoreFailure;
import org.springframework.boot.web.server.PortInUseException;

/** One sentence for the person at the terminal; the whole story is in the log. */
final class Explanation {

    private Explanation() {}

    static String of(Throwable failure) {
        var last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure || cause instanceof StoreFailure) {
                return oneLine(cause);
            }
            if (cause instanceof PortInUseException taken) {
                return "Port %d is in use".formatted(taken.getPort());
            }
            last = cause;
        }
        return oneLine(last);
    }

    private static String oneLine(Throwable failure) {
        var message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse(failure.toString());
    }
}
