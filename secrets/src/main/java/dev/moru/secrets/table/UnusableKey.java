package dev.moru.secrets.table;

import org.jspecify.annotations.Nullable;

/** The master key is missing, open to others, or no key. The start ends here. */
final class UnusableKey extends RuntimeException {

    UnusableKey(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
