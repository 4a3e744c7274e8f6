package dev.moru.config.turn;

/** Where the values of secrets come from. */
public interface SecretSource {

    /**
     * The value of a secret.
     *
     * @param reference as messages carry it
     * @throws Unusable when there will be none, however often it is asked for
     * @throws Away when there may be one later
     */
    String fetch(String reference);

    /** Nobody can be asked for secrets now. */
    final class Away extends RuntimeException {

        public Away(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A secret that cannot be had. */
    final class Unusable extends RuntimeException {

        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
