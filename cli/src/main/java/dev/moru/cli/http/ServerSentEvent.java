package dev.moru.cli.http;

import org.jspecify.annotations.Nullable;

/** One event of a stream, as the HTML standard's section 9.2 defines it. */
public record ServerSentEvent(@Nullable String id, String name, String data) {}
