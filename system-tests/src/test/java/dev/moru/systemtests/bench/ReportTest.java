package dev.moru.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void replacesWhatWasMeasuredAgainAndKeepsTheRest() throws IOException {
        write("old", figure("B1 accepts", "1"), figure("B15 refusals", "2"), figure("B3 CPU", "3"));
        write("new", figure("B3 CPU", "4"));

        assertThat(rows())
                .satisfiesExactly(
                        row -> assertThat(row)
                                .startsWith("| B1 accepts | goal | 1 |")
                                .contains(" old "),
                        row -> assertThat(row)
                                .startsWith("| B3 CPU | goal | 4 |")
                                .contains(" new "),
                        row -> assertThat(row)
                                .startsWith("| B15 refusals | goal | 2 |")
                                .contains(" old "));
    }

    @Test
    void keepsWhatPeopleWroteBelowTheTable() throws IOException {
        write("old", figure("B1 accepts", "1"));
        var file = folder.resolve("benchmarks.md");
        Files.writeString(file, Files.readString(file) + "\n## Why\n\n| B1 | a table |\n");

        write("new", figure("B1 accepts", "2"));

        assertThat(file).content().contains("| B1 accepts | goal | 2 |").endsWith("\n## Why\n\n| B1 | a table |\n");
    }

    @Test
    void saysWhatMissesItsGoal() throws IOException {
        write("new", new Figure("B1 accepts", "goal", "1", "floor", "1–2", false));

        assertThat(rows()).singleElement().asString().contains("| **missed** | floor | 1–2 |");
    }

    private void write(String commit, Figure... figures) throws IOException {
        var report = new Report(folder.resolve("benchmarks.md"), commit);
        for (var figure : figures) {
            report.add(figure, "0 %");
        }
        report.write();
    }

    private static Figure figure(String name, String measured) {
        return new Figure(name, "goal", measured, "", "", true);
    }

    private List<String> rows() throws IOException {
        return Files.readAllLines(folder.resolve("benchmarks.md")).stream()
                .filter(line -> line.startsWith("| B") && line.contains("| goal |"))
                .toList();
    }
}
