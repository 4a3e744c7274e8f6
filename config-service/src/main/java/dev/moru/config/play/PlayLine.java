package dev.moru.config.play;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of what a play says.
 *
 * @param host the alias of the host that it is about; null when it is about all
 * @param stream {@code out}, {@code err} or {@code info}
 */
public record PlayLine(@Nullable String host, Instant at, String stream, String text) {}
