package dev.moru.launcher;

import dev.moru.embedded.StoreFailure;
import dev.moru.service.StartExplanation;

/** One sentence for the person at the terminal; the whole story is in the log. */
final class Explanation {

    private Explanation() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure || cause instanceof StoreFailure) {
                // These say what they wrap.
                return StartExplanation.firstLine(cause);
            }
        }
        return StartExplanation.of(failure);
    }
}
