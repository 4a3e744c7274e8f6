package dev.moru.systemtests.history;

import java.time.Instant;

/**
 * Something that the harness did to the installation.
 *
 * @param target which part
 * @param from when it had taken effect
 * @param until when the harness began to undo it
 * @param backAt when the part could be used again
 */
public record Disturbance(Kind kind, String target, Instant from, Instant until, Instant backAt) {

    /** What was disturbed. */
    public enum Kind {
        DATABASE_AWAY,
        BROKER_AWAY,
        DISK_FULL,
        /** One replica of it. */
        GATEWAY_AWAY,
        /** All replicas of it. */
        GATEWAYS_AWAY,
        /** All replicas of provisioning. */
        OWNER_AWAY,
        OWNER_REPLICA_AWAY,
        /** A service that neither accepts commands nor owns servers. */
        OTHER_AWAY,
        SITE_AWAY,
        SITE_ILL,
        SINK_ILL,
        RECORDS_REPEATED
    }

    public Disturbance {
        if (until.isBefore(from) || backAt.isBefore(until)) {
            throw new IllegalArgumentException("a disturbance begins, is undone, and is over, in this order");
        }
    }

    public boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && backAt.isAfter(begin);
    }
}
