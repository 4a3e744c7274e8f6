package dev.moru.systemtests.history;

import java.time.Instant;

/**
 * A report of an alert, which its sender was told to be taken.
 *
 * @param fingerprint which alert, each time that it fires
 * @param startsAt which time
 */
public record Alarm(String fingerprint, Instant startsAt, boolean firing) {}
