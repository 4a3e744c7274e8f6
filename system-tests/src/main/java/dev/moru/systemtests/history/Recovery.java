package dev.moru.systemtests.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long it took until what had piled up behind a disturbance was gone.
 *
 * @param at absent when it was not gone as long as anybody looked
 */
public record Recovery(
        Disturbance.Kind kind, Instant since, @Nullable Instant at) {}
