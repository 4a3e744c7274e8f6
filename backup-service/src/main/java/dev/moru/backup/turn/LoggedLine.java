package dev.moru.backup.turn;

import java.time.Instant;

/** A line that a task of the cluster has said. */
public record LoggedLine(Instant at, String text) {}
