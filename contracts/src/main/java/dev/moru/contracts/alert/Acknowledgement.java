package dev.moru.contracts.alert;

import java.time.Instant;

/** Somebody has seen an alert and sees to it. */
public record Acknowledgement(String by, Instant at, String comment) {

    public Acknowledgement {
        comment = comment == null ? "" : comment;
    }
}
