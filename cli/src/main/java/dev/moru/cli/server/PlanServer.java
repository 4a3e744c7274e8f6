package dev.moru.cli.server;

import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        description = "Ask the site where a server would go and what would be done; changes nothing.",
        footer = "  moru server plan web-01 --image debian-12 --preset large --wait")
final class PlanServer implements Callable<Integer> {

    @Mixin
    private SpecOptions spec = new SpecOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;

    PlanServer(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.api().post(new Servers(session).path().verb("plan"), spec.body(session));
        return new Operations(session)
                .accepted(
                        answer.body(),
                        wait,
                        finished -> session.host().out().print(Documents.yaml(finished.path("result"))));
    }
}
