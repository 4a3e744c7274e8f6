package dev.moru.cli.output;

import java.util.Locale;

/** How data is written to standard output. */
public enum OutputFormat {
    TABLE,
    /** A table with further columns. */
    WIDE,
    JSON,
    YAML,
    /** {@code server/web-01}, one in each line. */
    NAME;

    public boolean forPeople() {
        return this == TABLE || this == WIDE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
