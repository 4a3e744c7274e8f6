package dev.moru.cli.output;

import dev.moru.cli.exit.Failure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes documents as trees; nothing is bound to classes, so that fields unknown to this version survive. */
public final class Documents {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectWriter PRETTY = JSON.writer().with(prettyPrinter());

    private Documents() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    public static JsonNode text(String text) {
        return JSON.getNodeFactory().stringNode(text);
    }

    /** The document; a missing node for an empty text. */
    public static JsonNode parse(String json) {
        return json.isBlank() ? MissingNode.getInstance() : JSON.readTree(json);
    }

    /** The document, or a missing node where the text is no JSON, such as the error page of a proxy in between. */
    public static JsonNode parseLeniently(String text) {
        try {
            return parse(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Reads what a user wrote, JSON or YAML. */
    public static JsonNode parseInput(String text, String origin) {
        try {
            return text.stripLeading().startsWith("{") ? parse(text) : Yaml.parse(text);
        } catch (JacksonException failure) {
            throw Failure.usage("cannot read " + origin + ": " + failure.getOriginalMessage());
        }
    }

    /** One line. */
    public static String compact(JsonNode document) {
        return JSON.writeValueAsString(document);
    }

    public static String pretty(JsonNode document) {
        return PRETTY.writeValueAsString(document) + "\n";
    }

    public static String yaml(JsonNode document) {
        return Yaml.write(document);
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
