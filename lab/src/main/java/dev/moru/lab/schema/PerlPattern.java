package dev.moru.lab.schema;

import java.util.regex.Pattern;

/** The schema's patterns are Perl's; this rewrites the few spellings that Java reads differently. */
final class PerlPattern {

    private PerlPattern() {}

    static Pattern compile(String perl) {
        return Pattern.compile(perl.replace("(?^:", "(?:")
                .replace("(?^i:", "(?i:")
                .replace("{,", "{0,")
                .replace("\\0", "\\x00")
                .replace("\\@", "@"));
    }
}
