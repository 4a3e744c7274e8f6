package dev.moru.systemtests.chaos;

import java.time.Duration;

/**
 * One entry of a schedule.
 *
 * @param at not before, counted from the start of the run
 * @param length how long the fault is kept up
 * @param draw decides what the fault leaves open, such as which replica
 */
record Act(Duration at, Fault fault, Duration length, long draw) {

    /** One of several, the same one for the same draw. */
    int choose(int choices) {
        return Math.floorMod(draw, choices);
    }

    Act after(Duration time) {
        return new Act(at.plus(time), fault, length, draw);
    }

    @Override
    public String toString() {
        return "%6.1f s  %-16s %s".formatted(at.toMillis() / 1000.0, fault, shown(length));
    }

    private static String shown(Duration length) {
        return "%.1f s".formatted(length.toMillis() / 1000.0);
    }
}
