package dev.moru.monitoring.alert;

import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.Silence;

/** Alertmanager, as far as it keeps alerts to itself. Every call may fail with {@link Unreachable}. */
public interface Silencer {

    /**
     * Silences what has exactly the labels of an alert. The same wish again gives the same silence.
     *
     * @throws Refused when asking again is of no use
     */
    Silence silence(Alert alert, SilenceWish wish);

    /** Whether the alert is over. One that has just started knows of nothing yet, and says no. */
    boolean isOver(Alert alert);

    /** It can't be asked now. */
    final class Unreachable extends RuntimeException {

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It does not do that. */
    final class Refused extends RuntimeException {

        public Refused(String message) {
            super(message);
        }
    }
}
