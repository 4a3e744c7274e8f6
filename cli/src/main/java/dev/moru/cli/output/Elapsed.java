package dev.moru.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Times as people read them. */
public final class Elapsed {

    private Elapsed() {}

    public static Optional<Instant> instant(JsonNode value) {
        try {
            return value.isString() ? Optional.of(Instant.parse(value.stringValue())) : Optional.empty();
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** Two digits of precision at most: {@code 0.4s}, {@code 12s}, {@code 3m05s}, {@code 2h10m}, {@code 5d}. */
    public static String text(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1fs", Math.max(0, duration.toMillis()) / 1000.0);
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        return age(duration);
    }

    /** The largest unit or two, as an age in a list: {@code 12s}, {@code 3m}, {@code 2h10m}, {@code 5d}. */
    public static String age(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
        }
        return seconds / 86_400 + "d";
    }
}
