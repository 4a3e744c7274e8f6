package dev.moru.cli.notification;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show one delivery.")
final class GetDelivery implements Callable<Integer> {

    @Parameters(paramLabel = "ID")
    private String id = "";

    private final Session session;

    GetDelivery(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.printer().one(session.api().get(ApiPath.of("deliveries", id)), ListDeliveries.VIEW);
        return ExitCode.OK.number();
    }
}
