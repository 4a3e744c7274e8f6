package dev.moru.systemtests.bench;

/**
 * One measured figure.
 *
 * @param goal as the project states it
 * @param beside the floor, and what belongs to the figure
 */
record Figure(String benchmark, String goal, String measured, String beside, boolean met) {

    String toRow() {
        return "| %s | %s | %s | %s | %s |".formatted(benchmark, goal, measured, beside, met ? "met" : "**missed**");
    }
}
