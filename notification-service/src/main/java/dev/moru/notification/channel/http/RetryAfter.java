package dev.moru.notification.channel.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
public final class RetryAfter {

    private RetryAfter() {}

    /** @return empty when the value is neither, or lies in the past */
    public static Optional<Duration> read(String value, Clock clock) {
        return parse(value.strip(), clock).filter(pause -> !pause.isNegative());
    }

    private static Optional<Duration> parse(String value, Clock clock) {
        try {
            return Optional.of(
                    value.chars().allMatch(Character::isDigit)
                            ? Duration.ofSeconds(Long.parseLong(value))
                            : Duration.between(
                                    clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
