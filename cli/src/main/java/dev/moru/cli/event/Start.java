package dev.moru.cli.event;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.session.Durations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to begin.
 *
 * @param cursor after this event of the journal
 * @param time with the first event at or after this time
 */
record Start(@Nullable String cursor, @Nullable Instant time) {

    static Start of(@Nullable String since, Instant now) {
        if (since == null) {
            return new Start(null, null);
        }
        if (since.matches("\\d+\\.\\d+")) {
            return new Start(since, null);
        }
        try {
            return new Start(null, since.contains(":") ? Instant.parse(since) : now.minus(Durations.parse(since)));
        } catch (DateTimeParseException | TypeConversionException neither) {
            throw Failure.usage("'" + since + "' is no duration, no time such as 2026-01-01T00:00:00Z and no cursor");
        }
    }
}
