package dev.moru.monitoring.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody wants an alert to be silent.
 *
 * @param id tells one wish from another, also after a crash
 * @param askedAt by {@link AlertCare#now()}
 */
public record SilenceWish(UUID id, UUID alert, String by, String comment, Instant until, Instant askedAt) {}
