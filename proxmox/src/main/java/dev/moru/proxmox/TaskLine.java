package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * A line of a task's log.
 *
 * @param number from 1
 */
public record TaskLine(
        @JsonProperty("n") int number, @JsonProperty("t") String text) {

    /** {@code transferred 1.0 GiB of 4.0 GiB (25.00%)}, and {@code 5% (1.6 GiB of 32.0 GiB) in 3s} of a backup. */
    private static final Pattern PERCENT = Pattern.compile("\\((\\d{1,3}(?:\\.\\d+)?)%\\)|\\b(\\d{1,3})% \\(");

    private static final double WHOLE = 100;

    /** How much is done, 0 to 1, where the line tells. */
    public OptionalDouble progress() {
        var percent = PERCENT.matcher(text);
        if (!percent.find()) {
            return OptionalDouble.empty();
        }
        var number = percent.group(1) == null ? percent.group(2) : percent.group(1);
        return OptionalDouble.of(Math.min(1, Double.parseDouble(number) / WHOLE));
    }
}
