package dev.moru.contracts.notification;

/**
 * Everything is sent together at certain times.
 *
 * @param cron five fields: minute, hour, day of the month, month, day of the week
 * @param timeZone such as {@code Asia/Seoul}
 */
public record Digest(String cron, String timeZone) {}
