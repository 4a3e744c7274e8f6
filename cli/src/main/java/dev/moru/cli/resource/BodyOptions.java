package dev.moru.cli.resource;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.output.Documents;
import dev.moru.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request from a file, with single fields on top. */
public final class BodyOptions {

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "the body as YAML or JSON; '-' is standard input")
    private @Nullable String file;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description =
                    "one field of the body, on top of everything else, as 'placement.node=pve1'; the value may be JSON")
    private List<String> fields = List.of();

    /** What was given so far: the file's document, or an empty one. */
    public ObjectNode start(Session session) {
        if (file == null) {
            return Documents.object();
        }
        var document = Documents.parseInput(session.read(file), "-".equals(file) ? "standard input" : file);
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw Failure.usage(file + " is not an object with fields");
    }

    /** Sets the single fields, last of all. */
    public ObjectNode finish(ObjectNode body) {
        fields.forEach(field -> set(body, "--set", field));
        return body;
    }

    /** @param option whose value the assignment is, as {@code login.user=ops} */
    public static void set(ObjectNode body, String option, String assignment) {
        var equals = assignment.indexOf('=');
        if (equals < 1) {
            throw Failure.usage(option + " needs FIELD=VALUE, not '" + assignment + "'");
        }
        var path = assignment.substring(0, equals).split("\\.");
        var parent = body;
        for (var index = 0; index < path.length - 1; index++) {
            parent = parent.path(path[index]) instanceof ObjectNode known ? known : parent.putObject(path[index]);
        }
        parent.set(path[path.length - 1], value(assignment.substring(equals + 1)));
    }

    private static JsonNode value(String text) {
        var json = Documents.parseLeniently(text);
        return json.isMissingNode() ? Documents.text(text) : json;
    }
}
