package dev.moru.cli.operation;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show one operation with its steps.")
final class GetOperation implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    private final Session session;

    GetOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var document = session.api().get(ApiPath.of("operations", id));
        if (session.format().forPeople()) {
            draw(OperationState.of(document));
        } else {
            session.printer().one(document, Operations.VIEW);
        }
        return ExitCode.OK.number();
    }

    private void draw(OperationState operation) {
        var printer = session.printer();
        var now = session.host().clock().instant();
        new Frame(printer.paint(), session.host().terminal().width())
                .draw(operation, now, 0)
                .forEach(printer::line);
        if (operation.ended()) {
            Ending.lines(operation, now, printer.paint()).forEach(printer::line);
        }
    }
}
