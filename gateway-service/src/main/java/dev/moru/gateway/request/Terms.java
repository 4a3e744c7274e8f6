package dev.moru.gateway.request;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * How a mutating request wants to be answered.
 *
 * @param validateOnly only tell what would happen
 * @param patience for how long to wait for the end; absent: not at all
 */
public record Terms(boolean validateOnly, @Nullable Duration patience) {

    static final String VALIDATE_ONLY = "validateOnly";
    static final String WAIT = "wait";
    static final Duration LONGEST_WAIT = Duration.ofSeconds(300);

    private static final Pattern SHORT_FORM = Pattern.compile("[0-9]{1,6}(ms|s|m)");

    static Terms of(MultiValueMap<String, String> query) {
        var wait = Optional.ofNullable(query.getFirst(WAIT)).map(Terms::duration);
        return new Terms(query.containsKey(VALIDATE_ONLY) && flag(query.getFirst(VALIDATE_ONLY)), wait.orElse(null));
    }

    /** @param text absent: there is only the name, which says it too */
    private static boolean flag(@Nullable String text) {
        if (text == null || text.isEmpty() || text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw Problem.at(ProblemType.BAD_PARAMETER, "?" + VALIDATE_ONLY, "true or false")
                .asException();
    }

    private static Duration duration(String text) {
        try {
            var wait = Duration.parse(iso(text));
            if (!wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0) {
                return wait;
            }
        } catch (DateTimeParseException notADuration) {
            // Answered below, like one that is too long.
        }
        throw Problem.at(
                        ProblemType.BAD_PARAMETER, "?" + WAIT, "such as 60s, at most " + LONGEST_WAIT.toSeconds() + "s")
                .asException();
    }

    private static String iso(String text) {
        if (!SHORT_FORM.matcher(text).matches()) {
            return text;
        }
        return text.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                        .toString()
                : "PT" + text.toUpperCase(Locale.ROOT);
    }
}
