package dev.moru.systemtests.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What can be done to an installation. Faults of one track follow each other, tracks run beside each other. */
enum Fault {
    KILL_GATEWAY(Track.GATEWAYS, 0, 2),
    FREEZE_GATEWAY(Track.GATEWAYS, 6, 12),
    RESTART_GATEWAY(Track.GATEWAYS, 0, 1),
    HALT_GATEWAY(Track.GATEWAYS, 0, 1),

    KILL_OWNER(Track.OWNERS, 0, 3),
    FREEZE_OWNER(Track.OWNERS, 8, 15),
    RESTART_OWNER(Track.OWNERS, 0, 1),
    HALT_OWNER(Track.OWNERS, 0, 1),
    KILL_ALL_OWNERS(Track.OWNERS, 0, 5),

    /** Of the services that are neither gateway nor owner, one by one. */
    KILL_OTHER(Track.OTHERS, 0, 3),
    FREEZE_OTHER(Track.OTHERS, 8, 15),
    RESTART_OTHER(Track.OTHERS, 0, 1),
    HALT_OTHER(Track.OTHERS, 0, 1),

    STOP_DATABASE(Track.STORES, 1, 8),
    KILL_DATABASE(Track.STORES, 0, 3),
    KILL_BROKER(Track.STORES, 1, 10),
    FREEZE_BROKER(Track.STORES, 5, 15),
    FILL_DATABASE_DISK(Track.STORES, 3, 8),
    FILL_BROKER_DISK(Track.STORES, 3, 8),
    REPEAT_RECORDS(Track.STORES, 0, 1),
    PUBLISH_POISON(Track.STORES, 0, 1),

    LAB_SLOW(Track.SURROUNDINGS, 5, 15),
    LAB_ERRORS(Track.SURROUNDINGS, 5, 15),
    LAB_HTML(Track.SURROUNDINGS, 5, 15),
    LAB_NODES_APART(Track.SURROUNDINGS, 5, 15),
    LAB_SILENT(Track.SURROUNDINGS, 5, 15),
    LAB_HANGS_UP(Track.SURROUNDINGS, 5, 15),
    LAB_LOSES_TASKS(Track.SURROUNDINGS, 5, 15),
    LAB_FAILS_TASKS(Track.SURROUNDINGS, 5, 15),
    LAB_LOCKED(Track.SURROUNDINGS, 5, 15),
    KILL_LAB(Track.SURROUNDINGS, 0, 5),
    /** Longer than some operations may take; at its longest also than they may stay open behind their deadline. */
    LAB_AWAY(Track.SURROUNDINGS, 60, 130),
    PLANT_COPY(Track.SURROUNDINGS, 0, 1),
    PLANT_ARCHIVE(Track.SURROUNDINGS, 0, 1),
    SINK_SILENT(Track.SURROUNDINGS, 5, 10),
    SINK_BROKEN(Track.SURROUNDINGS, 5, 10),
    SINK_BUSY(Track.SURROUNDINGS, 5, 10),
    SINK_GONE(Track.SURROUNDINGS, 0, 1);

    /** What does not wait for each other. */
    enum Track {
        GATEWAYS,
        OWNERS,
        OTHERS,
        STORES,
        SURROUNDINGS;

        List<Fault> faults() {
            return Arrays.stream(Fault.values())
                    .filter(fault -> fault.track == this)
                    .toList();
        }
    }

    private final Track track;
    private final int shortest;
    private final int longest;

    /** @param shortest in seconds, as is {@code longest} */
    Fault(Track track, int shortest, int longest) {
        this.track = track;
        this.shortest = shortest;
        this.longest = longest;
    }

    Track track() {
        return track;
    }

    /** A length between the shortest and the longest, by a share from 0 to 1. */
    Duration length(double share) {
        return Duration.ofMillis((long) ((shortest + (longest - shortest) * share) * 1000));
    }
}
