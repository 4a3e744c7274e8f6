package dev.moru.cli.operation;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.Printer;
import dev.moru.cli.output.Text;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "log", description = "Print the log lines of an operation.")
final class ShowLog implements Callable<Integer> {

    private static final View VIEW = new View("line", "/n", List.of(Column.of("TEXT", "/text")));

    @Parameters(paramLabel = "ID")
    private String id = "";

    @Option(names = "--from", paramLabel = "N", description = "the number of the first line (default: 0)")
    private long from;

    private final Session session;

    ShowLog(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var printer = session.printer();
        new LogLines(session).from(from, id, line -> printer.streamed(line, VIEW, text(line, printer)));
        return ExitCode.OK.number();
    }

    private static String text(JsonNode line, Printer printer) {
        var time = Text.padded(line.path("at").asString(""), 20);
        var step = Text.padded(line.path("step").asString(""), 10);
        var text = Text.oneLine(line.path("text").asString(""));
        var error = "stderr".equals(line.path("stream").asString(""));
        return printer.paint().faint(time + " " + step) + " "
                + (error ? printer.paint().caution(text) : text);
    }
}
