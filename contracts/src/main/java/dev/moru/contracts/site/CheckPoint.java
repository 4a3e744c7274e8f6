package dev.moru.contracts.site;

import org.jspecify.annotations.Nullable;

/**
 * One point of a site check.
 *
 * @param status {@code ok}, {@code warning}, {@code failed} or {@code skipped}
 */
public record CheckPoint(
        String point,
        String status,
        String detail,
        @Nullable String hint) {}
