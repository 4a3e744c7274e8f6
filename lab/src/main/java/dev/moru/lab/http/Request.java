package dev.moru.lab.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A whole request.
 *
 * @param rawPath the path as it was sent, still percent-encoded
 * @param rawQuery the query without its question mark, empty when there is none
 * @param headers by lower-case name
 */
public record Request(String method, String rawPath, String rawQuery, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public boolean isWrite() {
        return !method.equals("GET");
    }

    /** Decoded segments; empty ones are dropped. */
    public List<String> segments() {
        return Arrays.stream(rawPath.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** The media type without its parameters, lower-case. */
    public String contentType() {
        return header("content-type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
