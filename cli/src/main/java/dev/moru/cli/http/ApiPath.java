package dev.moru.cli.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A path below {@code /api/v1} with its query, encoded segment by segment, so that no name can leave its place. */
public final class ApiPath {

    private final String path;
    private final Map<String, String> query;

    private ApiPath(String path, Map<String, String> query) {
        this.path = path;
        this.query = query;
    }

    public static ApiPath of(String... segments) {
        return new ApiPath(
                Stream.of(segments).map(ApiPath::encoded).collect(Collectors.joining("/", "/api/v1/", "")), Map.of());
    }

    public ApiPath child(String... segments) {
        return new ApiPath(
                Stream.of(segments).map(ApiPath::encoded).collect(Collectors.joining("/", path + "/", "")), query);
    }

    /** The custom method of the last segment, as in {@code servers/web-01:stop}. */
    public ApiPath verb(String verb) {
        return new ApiPath(path + ":" + verb, query);
    }

    /** Adds a query parameter; none when the value is absent. */
    public ApiPath with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(query);
        more.put(name, value.toString());
        return new ApiPath(path, more);
    }

    @Override
    public String toString() {
        if (query.isEmpty()) {
            return path;
        }
        return query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
