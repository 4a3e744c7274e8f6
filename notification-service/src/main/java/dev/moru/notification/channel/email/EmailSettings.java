package dev.moru.notification.channel.email;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a channel by mail.
 *
 * @param to who gets it; each gets a mail of their own
 * @param language of the text, {@code en} or {@code ko}
 * @param host a mail server of the channel's own; absent: the installation's, and then the others below are too
 */
record EmailSettings(
        List<String> to,
        String language,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String security,
        @Nullable String username,
        @Nullable String from) {

    static final String PASSWORD = "password";

    static final EmailSettings NONE = new EmailSettings(List.of(), "en", null, null, null, null, null);

    EmailSettings {
        to = to == null ? List.of() : List.copyOf(to);
        language = language == null ? "en" : language;
    }
}
