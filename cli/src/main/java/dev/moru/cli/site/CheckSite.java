package dev.moru.cli.site;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "check",
        description = "Tell point by point what a site lacks, before anything fails. Fails when a point does.")
final class CheckSite implements Callable<Integer> {

    private static final View POINTS = new View(
            "point",
            "/point",
            List.of(
                    Column.state("STATUS", "/status"),
                    Column.of("POINT", "/point"),
                    Column.of("DETAIL", "/detail"),
                    Column.of("HINT", "/hint")));

    @Parameters(paramLabel = "SITE")
    private String site = "";

    @Mixin
    private WaitOptions wait = WaitOptions.waiting();

    private final Session session;

    CheckSite(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.api().post(ApiPath.of("sites", site).verb("check"), null);
        var failed = new ArrayList<JsonNode>();
        var code = new Operations(session).accepted(answer.body(), wait, finished -> {
            var points = points(finished.path("result"));
            session.printer().list(points, POINTS);
            points.stream()
                    .filter(point -> "failed".equals(point.path("status").asString("")))
                    .forEach(failed::add);
        });
        return failed.isEmpty() ? code : ExitCode.FAILURE.number();
    }

    private static List<JsonNode> points(JsonNode result) {
        var points = new ArrayList<JsonNode>();
        for (var value : result) {
            if (value.isArray()) {
                value.forEach(points::add);
            }
        }
        return points;
    }
}
