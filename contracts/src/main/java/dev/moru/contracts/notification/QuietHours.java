package dev.moru.contracts.notification;

import java.time.LocalTime;

/**
 * What comes in these hours is sent together when they end; what is critical is sent at once.
 *
 * @param to on the next day, when it is not after {@code from}
 * @param timeZone such as {@code Asia/Seoul}
 */
public record QuietHours(LocalTime from, LocalTime to, String timeZone) {}
