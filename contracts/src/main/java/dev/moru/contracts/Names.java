package dev.moru.contracts;

import java.util.regex.Pattern;

/** The one syntax of names that people give: {@code [a-z][a-z0-9-]{0,62}}. */
public final class Names {

    public static final String PATTERN = "[a-z][a-z0-9-]{0,62}";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Names() {}

    public static boolean isValid(String name) {
        return COMPILED.matcher(name).matches();
    }
}
