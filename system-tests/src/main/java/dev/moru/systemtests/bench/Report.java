package dev.moru.systemtests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of figures; those that were not measured again stay as they were. */
final class Report {

    private static final String HEAD = """
            # Benchmarks

            Written by `./moru bench`, which measures them again: all of them, or those that are named (`./moru bench B1 B3`).

            A figure is the median of seven rounds, each beside what the same PostgreSQL and the same Kafka can do at best at that
            moment; the spread is that of the rounds. *One operation* is a reboot of a server on the site whose driver does
            nothing, from the request to its fold into the read models, on a whole installation in one JVM with nothing switched
            off (`synchronous_commit=on`, `acks=all`). CPU time is that of all processes. *Others* is the share of the machine's
            CPUs that programs took which have nothing to do with it: with much of it, believe ratios and CPU times, and not
            rates. A run whose history the checker does not pass has no figures.

            | benchmark | goal | figure | | beside it | spread | others | commit | machine |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String FIRST_HEADING_BELOW = "\n## ";

    private final Path file;
    private final String commit;
    private final TreeMap<String, String> rows =
            new TreeMap<>(Comparator.comparingInt(Report::number).thenComparing(Comparator.naturalOrder()));

    Report(Path file, String commit) {
        this.file = file;
        this.commit = commit;
    }

    /** @param others the share of the machine that others took meanwhile; empty when that was not looked at */
    void add(Figure figure, String others) throws IOException {
        var row = List.of(
                        figure.name(),
                        figure.goal(),
                        figure.measured(),
                        figure.verdict(),
                        figure.floor(),
                        figure.spread(),
                        others,
                        commit,
                        Machine.description())
                .stream()
                .collect(Collectors.joining(" | ", "| ", " |"));
        rows.put(figure.name(), row);
        System.out.println(row);
    }

    /** Replaces the rows that were measured again; the other ones, and what people wrote below the table, stay. */
    void write() throws IOException {
        var before = Files.exists(file) ? Files.readString(file) : "";
        before.lines()
                .filter(line -> line.matches("\\| B\\d+ .*") && line.split(" \\| ").length > 3)
                .forEach(line -> rows.putIfAbsent(line.substring(2, line.indexOf(" | ")), line));
        int below = before.indexOf(FIRST_HEADING_BELOW);
        Files.writeString(
                file,
                HEAD
                        + rows.values().stream().map(row -> row + "\n").collect(Collectors.joining())
                        + (below < 0 ? "" : before.substring(below)));
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1, name.indexOf(' ')));
    }
}
