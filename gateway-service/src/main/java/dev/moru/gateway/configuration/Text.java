package dev.moru.gateway.configuration;

import dev.moru.gateway.problem.Complaints;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Small checks that several drafts share. */
final class Text {

    /** What Proxmox VE takes for nodes, storages and bridges. */
    static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");

    private static final int LONGEST_DESCRIPTION = 4096;

    private Text() {}

    static void description(@Nullable String text, Complaints complaints) {
        complaints.require(
                text == null || text.length() <= LONGEST_DESCRIPTION,
                "/description",
                "at most " + LONGEST_DESCRIPTION + " characters");
    }

    static void matches(Pattern pattern, @Nullable String text, String pointer, Complaints complaints) {
        complaints.require(text != null && pattern.matcher(text).matches(), pointer, "must match " + pattern.pattern());
    }

    static void oneOf(Set<String> words, @Nullable String text, String pointer, Complaints complaints) {
        complaints.require(text == null || words.contains(text), pointer, "one of " + String.join(", ", words));
    }

    static void range(@Nullable Integer value, int least, int most, String pointer, Complaints complaints) {
        complaints.require(value == null || value >= least && value <= most, pointer, least + " to " + most);
    }

    /** An absolute http or https URL without credentials. */
    static boolean isWebAddress(@Nullable URI url, Set<String> schemes) {
        return url != null
                && url.getScheme() != null
                && schemes.contains(url.getScheme())
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
        return map == null ? Map.of() : map;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
