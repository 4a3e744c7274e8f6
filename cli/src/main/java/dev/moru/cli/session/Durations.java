package dev.moru.cli.session;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 10m}, {@code 1h30m}, {@code 2d} and ISO 8601 ({@code PT10M}). */
public final class Durations implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        return parse(value);
    }

    public static Duration parse(String value) {
        var text = value.toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(text.startsWith("P") ? text : iso(text));
        } catch (DateTimeParseException | ArithmeticException notOne) {
            throw new TypeConversionException("'" + value + "' is not a duration such as 90s, 10m, 1h30m or 2d");
        }
    }

    private static String iso(String text) {
        var days = text.indexOf('D');
        return days < 0 ? "PT" + text : "P" + text.substring(0, days + 1) + time(text.substring(days + 1));
    }

    private static String time(String text) {
        return text.isEmpty() ? "" : "T" + text;
    }
}
