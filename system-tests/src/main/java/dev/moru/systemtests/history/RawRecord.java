package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of which nothing is believed: a poison record, or what a dead-letter topic holds. */
public record RawRecord(String topic, Instant at, @Nullable String key, Map<String, String> headers, byte[] body) {

    public RawRecord {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Whether this is the other one, unchanged; more headers may have been added. */
    public boolean carries(RawRecord other) {
        return Arrays.equals(body, other.body) && headers.entrySet().containsAll(other.headers.entrySet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecord raw && raw.carries(this) && carries(raw) && topic.equals(raw.topic);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return "%s at %s, key %s, %d bytes, %s".formatted(topic, at, key, body.length, headers);
    }
}
