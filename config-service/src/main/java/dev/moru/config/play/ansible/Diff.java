package dev.moru.config.play.ansible;

import java.util.ArrayList;
import java.util.List;

/** Lines that leave a text, with a minus, and lines that come into it, with a plus. */
final class Diff {

    // Of two longer texts only the sizes are told; nobody reads more in a log.
    private static final int LONGEST = 2_000;

    private Diff() {}

    static List<String> between(String before, String after) {
        var from = before.lines().toList();
        var to = after.lines().toList();
        if (from.size() > LONGEST || to.size() > LONGEST) {
            return List.of("-" + from.size() + " lines", "+" + to.size() + " lines");
        }
        return walk(from, to, lengths(from, to));
    }

    /** For each pair of positions: how many lines the rests have in common. */
    private static int[][] lengths(List<String> from, List<String> to) {
        var lengths = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                lengths[i][j] = from.get(i).equals(to.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private static List<String> walk(List<String> from, List<String> to, int[][] lengths) {
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                i++;
                j++;
            } else if (i < from.size() && (j == to.size() || lengths[i + 1][j] >= lengths[i][j + 1])) {
                lines.add("-" + from.get(i++));
            } else {
                lines.add("+" + to.get(j++));
            }
        }
        return lines;
    }
}
