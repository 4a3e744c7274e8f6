package dev.moru.cli.audit;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

@Command(name = "verify", description = "Recompute the hash chain. Fails when the trail was changed.")
final class VerifyAudit implements Callable<Integer> {

    private final Session session;

    VerifyAudit(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var verdict = session.api().get(ApiPath.of("audit").verb("verify"));
        session.host().out().print(session.format().forPeople() ? Documents.yaml(verdict) : formatted(verdict));
        session.host().out().flush();
        return (verdict.path("intact").asBoolean(false) ? ExitCode.OK : ExitCode.FAILURE).number();
    }

    private String formatted(JsonNode verdict) {
        return switch (session.format()) {
            case YAML -> Documents.yaml(verdict);
            default -> Documents.pretty(verdict);
        };
    }
}
