package dev.moru.systemtests.bench;

/**
 * One measured figure.
 *
 * @param name of the benchmark and what exactly was measured, unique among all
 * @param goal as the project states it
 * @param floor what the stores can do at best, in the same run; empty where there is none
 * @param spread of what was judged, from the lowest round to the highest
 */
record Figure(String name, String goal, String measured, String floor, String spread, boolean met) {

    String verdict() {
        return met ? "met" : "**missed**";
    }
}
