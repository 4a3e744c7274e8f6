package dev.moru.config.turn;

import dev.moru.config.play.PlayLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorts the lines of a play into the logs of the operations whose turns are played, and numbers them there. */
public final class TurnLog {

    private final Turns turns;
    private final Answers answers;
    private final Map<String, Turn> byAlias;
    private final Map<TurnId, Long> next = new HashMap<>();
    private final List<PlayLine> waiting = new ArrayList<>();

    public TurnLog(Turns turns, Answers answers, PreparedPlay prepared) {
        this.turns = turns;
        this.answers = answers;
        this.byAlias = prepared.turns();
        byAlias.values().forEach(turn -> next.put(turn.id(), turn.nextLine()));
    }

    public void add(List<PlayLine> lines) {
        waiting.addAll(lines);
    }

    public int size() {
        return waiting.size();
    }

    /** Writes what waits, in the running transaction; once that has been committed, {@link #written} is told. */
    public void write() {
        byAlias.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Turn::id)))
                .forEach(entry -> write(entry.getValue(), linesOf(entry.getKey())));
    }

    /** What waited is written for good. */
    public void written() {
        byAlias.forEach(
                (alias, turn) -> next.merge(turn.id(), (long) linesOf(alias).size(), Long::sum));
        waiting.clear();
    }

    private List<PlayLine> linesOf(String alias) {
        return waiting.stream()
                .filter(line -> line.host() == null || line.host().equals(alias))
                .toList();
    }

    private void write(Turn turn, List<PlayLine> lines) {
        if (!lines.isEmpty()) {
            long from = next.getOrDefault(turn.id(), turn.nextLine());
            answers.log(turn, from, lines);
            turns.advance(turn.id(), from + lines.size());
        }
    }
}
