package dev.moru.contracts.alert;

import java.time.Instant;

/**
 * Nobody is told of an alert for some time.
 *
 * @param id that Alertmanager has given
 */
public record Silence(String id, String by, String comment, Instant endsAt) {

    public Silence {
        comment = comment == null ? "" : comment;
    }
}
