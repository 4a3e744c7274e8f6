package dev.moru.cli.role;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.Column;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "get", description = "Show a role's variables.")
final class GetRole implements Callable<Integer> {

    private static final View VARIABLES = View.of(
            "variable",
            Column.of("VARIABLE", "/name"),
            Column.of("TYPE", GetRole::type),
            Column.of("DEFAULT", "/defaultValue"),
            Column.of("NOTE", GetRole::note),
            Column.of("DESCRIPTION", "/description"));

    @Parameters(paramLabel = "ROLE")
    private String role = "";

    private final Session session;

    GetRole(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var document = session.api().get(ApiPath.of("roles", role));
        if (session.format().forPeople()) {
            session.printer().list(flat("", document.path("variables")), VARIABLES);
        } else {
            session.printer().one(document, ListRoles.VIEW);
        }
        return ExitCode.OK.number();
    }

    /** Fields of a variable follow it, with its name before theirs. */
    private static List<JsonNode> flat(String prefix, JsonNode variables) {
        var rows = new ArrayList<JsonNode>();
        for (var variable : variables) {
            var name = prefix + variable.path("name").asString("");
            rows.add(((ObjectNode) variable.deepCopy()).put("name", name));
            rows.addAll(flat(
                    name + (variable.path("type").asString("").equals("list") ? "[]." : "."), variable.path("fields")));
        }
        return rows;
    }

    private static String type(JsonNode variable) {
        var type = variable.path("type").asString("");
        var elements = variable.path("elements").asString("");
        return elements.isEmpty() ? type : type + " of " + elements;
    }

    private static String note(JsonNode variable) {
        var notes = new ArrayList<String>();
        if (variable.path("required").asBoolean(false)) {
            notes.add("required");
        }
        if (variable.path("secret").asBoolean(false)) {
            notes.add("secret");
        }
        if (!variable.path("choices").isEmpty()) {
            notes.add("one of " + Column.text(variable.path("choices")));
        }
        return String.join(", ", notes);
    }
}
