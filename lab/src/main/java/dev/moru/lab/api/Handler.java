package dev.moru.lab.api;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint does. The result becomes {@code data}: a map, a list, a record, a text, a {@link Page} or null.
 * Throws {@link ApiFailure} for an answer that is none, {@link Busy} to be run again later.
 */
@FunctionalInterface
public interface Handler {

    @Nullable
    Object handle(Call call);
}
