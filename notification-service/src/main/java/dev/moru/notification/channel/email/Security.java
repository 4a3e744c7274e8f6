package dev.moru.notification.channel.email;

import java.util.Locale;

/** How a mail server is spoken to. */
enum Security {
    /** Plain until the server has agreed to TLS, and nothing is said before. */
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
        this.usualPort = usualPort;
    }

    int usualPort() {
        return usualPort;
    }

    static Security of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
