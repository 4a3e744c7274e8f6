package dev.moru.gateway.server;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions for which a change was meant. */
public final class IfMatch {

    public static final IfMatch ANY = new IfMatch(Set.of());

    private final Set<String> tags;

    private IfMatch(Set<String> tags) {
        this.tags = tags;
    }

    /** @param header the value of {@code If-Match}; absent or {@code *} matches every version */
    public static IfMatch of(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return ANY;
        }
        return new IfMatch(Arrays.stream(header.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }

    /** The ETag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    public boolean allows(long version) {
        return tags.isEmpty() || tags.contains(tag(version));
    }
}
