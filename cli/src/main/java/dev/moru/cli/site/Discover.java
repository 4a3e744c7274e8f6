package dev.moru.cli.site;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Documents;
import dev.moru.cli.resource.SiteOption;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "discover", description = "Ask the cluster what it offers; adds nothing.")
final class Discover implements Callable<Integer> {

    @Mixin
    private SiteOption site = new SiteOption();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    private final Session session;
    private final String plural;

    Discover(Session session, String plural) {
        this.session = session;
        this.plural = plural;
    }

    @Override
    public Integer call() {
        var path = ApiPath.of("sites", site.name(session), plural).verb("discover");
        return new Operations(session)
                .accepted(
                        session.api().post(path, null).body(),
                        wait,
                        finished -> session.host().out().print(Documents.yaml(finished.path("result"))));
    }
}
