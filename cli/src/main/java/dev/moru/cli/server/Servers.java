package dev.moru.cli.server;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.operation.Operations;
import dev.moru.cli.operation.WaitOptions;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import tools.jackson.databind.JsonNode;

/** The servers of the project that the user works in. */
final class Servers {

    static final View VIEW = View.of(
            "server",
            Column.of("NAME", "/name"),
            Column.state("PHASE", "/status/phase"),
            Column.state("POWER", "/status/power"),
            Column.each("ADDRESS", "/status/addresses", "/address"),
            Column.of("SITE", "/status/site"),
            Column.of("NODE", "/status/node"),
            Column.of("CORES", "/spec/cores"),
            Column.of("MEMORY", document -> mebibytes(document.at("/spec/memoryMiB"))),
            Column.age("AGE", "/createdAt"),
            Column.of("VM ID", "/status/vmId").wide(),
            Column.of("IMAGE", "/spec/image").wide(),
            Column.of("DISKS", Servers::disks).wide(),
            Column.of("TAGS", "/spec/tags").wide(),
            Column.of("PROTECTED", document -> document.at("/spec/protected").asBoolean(false) ? "yes" : "no")
                    .wide(),
            Column.of("ROLES", "/spec/roles").wide(),
            Column.of("PENDING", "/status/pending").wide(),
            Column.of("CONDITIONS", Servers::conditions).wide(),
            Column.of("ORIGIN", "/origin").wide(),
            Column.of("REVISION", "/revision").wide(),
            Column.of("ID", "/id").wide());

    private final Session session;

    Servers(Session session) {
        this.session = session;
    }

    ApiPath path() {
        return session.inProject("servers");
    }

    ApiPath path(String server) {
        return path().child(server);
    }

    JsonNode get(String server) {
        return session.api().get(path(server));
    }

    /** Ends a command that began an operation on one server; people then see the server. */
    int begun(JsonNode operation, WaitOptions wait) {
        return new Operations(session).accepted(operation, wait, this::showTarget);
    }

    private void showTarget(JsonNode operation) {
        try {
            session.printer().row(get(operation.at("/target/id").asString("")), VIEW);
        } catch (Failure gone) {
            if (gone.code() != ExitCode.NOT_FOUND) {
                throw gone;
            }
        }
    }

    private static String mebibytes(JsonNode size) {
        var mebibytes = size.asLong(0);
        if (mebibytes == 0) {
            return "";
        }
        return mebibytes % 1024 == 0 ? mebibytes / 1024 + " GiB" : mebibytes + " MiB";
    }

    private static String disks(JsonNode document) {
        var text = new StringBuilder();
        for (var disk : document.at("/spec/disks")) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(disk.path("name").asString("?"))
                    .append(' ')
                    .append(disk.path("sizeGiB").asString("?"))
                    .append("G");
        }
        return text.toString();
    }

    private static String conditions(JsonNode document) {
        var text = new StringBuilder();
        for (var condition : document.at("/status/conditions")) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(condition.path("type").asString("?"))
                    .append("true".equalsIgnoreCase(condition.path("status").asString("")) ? "" : "(no)");
        }
        return text.toString();
    }
}
