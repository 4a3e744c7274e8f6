package dev.moru.gateway.journal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the journal, valid at every replica: everything up to and with the position has been seen.
 *
 * @param epoch rises when the journal is made anew, because positions change then
 * @param position counts from 1 without gaps; 0 is before everything
 */
public record Cursor(int epoch, long position) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(\\d{1,18})");

    /** Reads {@code <epoch>.<position>}; empty when the text is no cursor. */
    public static Optional<Cursor> parse(String text) {
        var matcher = TEXT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Cursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + position;
    }
}
