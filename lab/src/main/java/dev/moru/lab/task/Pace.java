package dev.moru.lab.task;

import java.time.Duration;

/** How long things take; everything is a share of the time of a clone. */
public record Pace(Duration ofClone) {

    public Duration share(double part) {
        return Duration.ofNanos((long) (ofClone.toNanos() * part));
    }
}
